// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace ekb::query {

/// The 64-bit FNV-1a hash (Fowler, Noll, Vo): the same in every build, and no secret.
constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t from = 0xcbf29ce484222325ULL) {
    for (const char c : bytes) {
        from ^= static_cast<unsigned char>(c);
        from *= 0x100000001b3ULL;
    }
    return from;
}

} // namespace ekb::query
