// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/words/code_points.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

std::size_t starts(std::string_view bytes) {
    return static_cast<std::size_t>(std::count_if(
        bytes.begin(), bytes.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

} // namespace

CodePoints::CodePoints(std::string_view text) : m_text(text) {
    std::size_t before = 0;
    for (std::size_t at = 0; at < text.size(); at += stride) {
        m_marks.push_back(before);
        before += starts(text.substr(at, stride));
    }
    m_marks.push_back(before);
}

std::size_t CodePoints::at_byte(std::size_t byte_offset) const {
    const std::size_t mark = std::min(byte_offset / stride, m_marks.size() - 1);
    return m_marks[mark] + starts(m_text.substr(mark * stride, byte_offset - mark * stride));
}

} // namespace ekb::importers::extraction
