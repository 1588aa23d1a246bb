// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/windows_1252.h"

#include <algorithm>
#include <array>

namespace ekb::importers {

namespace {

constexpr std::array<std::uint16_t, 32> upper = {0x20AC, 0xFFFD, 0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                                 0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0xFFFD, 0x17D,  0xFFFD,
                                                 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0xFFFD, 0x17E,  0x178};

} // namespace

std::uint32_t windows_1252_code_point(unsigned char byte) {
    return byte >= 0x80 && byte < 0xA0 ? upper[byte - 0x80U] : byte;
}

std::optional<unsigned char> windows_1252_byte(std::uint32_t c) {
    if (c >= 0x80 && c <= 0xFF) return static_cast<unsigned char>(c);
    const auto* found = c == 0xFFFD ? upper.end() : std::ranges::find(upper, c);
    if (found == upper.end()) return std::nullopt;
    return static_cast<unsigned char>(0x80 + (found - upper.begin()));
}

} // namespace ekb::importers
