// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/code_points.h"

#include <algorithm>
#include <bit>

namespace ekb {

namespace {

bool begins_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

} // namespace

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, begins_code_point));
}

CodePointOffsets::CodePointOffsets(std::string_view text)
    : m_before(text.size() / stride + 1, 0), m_first(text.size() / stride + 1, 0) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (begins_code_point(text[i])) m_first[i / stride] |= 1ULL << (i % stride);
    }
    for (std::size_t i = 1; i < m_before.size(); ++i) {
        m_before[i] = m_before[i - 1] + static_cast<std::size_t>(std::popcount(m_first[i - 1]));
    }
}

std::size_t CodePointOffsets::at(std::size_t byte_offset) const {
    const std::size_t word = byte_offset / stride;
    const unsigned long long below = (1ULL << (byte_offset % stride)) - 1;
    return m_before[word] + static_cast<std::size_t>(std::popcount(m_first[word] & below));
}

} // namespace ekb
