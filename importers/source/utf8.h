// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ekb::importers {

/// Appends the code point in UTF-8; U+FFFD for what is none (a surrogate, beyond U+10FFFF).
void append_utf8(std::string& to, std::uint32_t code_point);

/// How many bytes of `text` are well-formed UTF-8 from its begin on (Unicode 15, table 3-7); text.size() for all.
std::size_t valid_utf8_prefix(std::string_view text);

/// How many bytes the white space at the front of `text` takes: ASCII space and control characters, the spaces of
/// Unicode (no-break and typographic ones too); 0 where there is none.
std::size_t white_space_length(std::string_view text);
/// How many bytes an invisible character of no width at the front takes (U+200B, U+2060, U+FEFF); 0 where there is
/// none.
std::size_t zero_width_length(std::string_view text);

/// Whether a byte is a small ASCII letter, or of a character beyond ASCII.
constexpr bool is_lower_byte(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
/// Whether a byte is an ASCII letter, or of a character beyond ASCII.
constexpr bool is_letter_byte(char c) {
    return is_lower_byte(c) || (c >= 'A' && c <= 'Z');
}

/// Runs of white space as one space, none at the ends, characters of no width left out; nothing else is changed.
std::string normal_space(std::string_view text);

/// ASCII letters in lower case; all else as it is.
std::string ascii_lower(std::string_view text);
/// Without the white space at its ends.
std::string_view trimmed(std::string_view text);
/// At most `bytes` of it, cut between characters, with "…" where something was cut.
std::string excerpt(std::string_view text, std::size_t bytes = 80);

} // namespace ekb::importers
