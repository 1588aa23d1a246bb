// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace ekb::importers {

/// The code point of a byte in windows-1252; U+FFFD for the five that it leaves undefined. Source: the WHATWG encoding
/// standard's index, but for those five.
std::uint32_t windows_1252_code_point(unsigned char byte);

/// The byte of a code point from U+0080 on; the undefined five are those of their C1 controls. nullopt where it has
/// none.
std::optional<unsigned char> windows_1252_byte(std::uint32_t code_point);

} // namespace ekb::importers
