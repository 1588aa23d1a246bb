// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

/// Turns byte offsets of a UTF-8 text into code point offsets. The text must outlive it.
class CodePoints {
public:
    explicit CodePoints(std::string_view text);
    /// How many code points begin before this byte; `byte_offset` is at most the text's size.
    std::size_t at_byte(std::size_t byte_offset) const;

private:
    static constexpr std::size_t stride = 1024;
    std::string_view m_text;
    std::vector<std::size_t> m_marks; ///< the code points before every stride-th byte
};

} // namespace ekb::importers::extraction
