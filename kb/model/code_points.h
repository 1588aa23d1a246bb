// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace ekb {

/// The number of Unicode code points of valid UTF-8.
std::size_t code_points(std::string_view text);

/// Turns byte offsets of one text into code point offsets, as the contract counts. Made once a text in O(size), each
/// look-up is O(1). Keeps no reference to the text. Thread-safe for reading.
class CodePointOffsets {
public:
    /// `text` is valid UTF-8.
    explicit CodePointOffsets(std::string_view text);
    /// The code points before `byte_offset`, which is at most the text's size and at a code point's boundary.
    std::size_t at(std::size_t byte_offset) const;

private:
    static constexpr std::size_t stride = 64;
    std::vector<std::size_t> m_before;     ///< code points before each stride-th byte
    std::vector<unsigned long long> m_first; ///< a bit for each byte that begins a code point
};

} // namespace ekb
