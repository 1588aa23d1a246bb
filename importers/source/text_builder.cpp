// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/text_builder.h"

#include "importers/source/utf8.h"

#include <utility>

namespace ekb::importers {

void TextBuilder::begin(BlockKind kind, std::string section) {
    if (m_open) end();
    m_before = m_document.text.size();
    if (m_before != 0) m_document.text.push_back('\n');
    m_begin = m_document.text.size();
    m_block = {kind, {}, std::move(section)};
    m_open = true;
    m_space = m_has_text = false;
    m_first_cell = true;
}

void TextBuilder::text(std::string_view text) {
    std::string& to = m_document.text;
    while (!text.empty()) {
        std::size_t plain = 0; // printable ASCII, by far the most
        while (plain < text.size() && text[plain] > 0x20 && text[plain] < 0x7F)
            ++plain;
        if (plain == 0) {
            if (const std::size_t n = white_space_length(text)) {
                m_space = true;
                text.remove_prefix(n);
                continue;
            }
            if (const std::size_t n = zero_width_length(text)) {
                text.remove_prefix(n);
                continue;
            }
            plain = 1;
        }
        if (m_space && to.size() != m_begin && to.back() != '\t') to.push_back(' ');
        m_space = false;
        m_has_text = true;
        to.append(text.substr(0, plain));
        text.remove_prefix(plain);
    }
}

std::optional<ByteSpan> TextBuilder::end() {
    m_open = false;
    if (!m_has_text) {
        m_document.text.resize(m_before);
        return std::nullopt;
    }
    m_block.span = {m_begin, m_document.text.size()};
    m_document.blocks.push_back(m_block);
    return m_block.span;
}

std::optional<ByteSpan> TextBuilder::add(BlockKind kind, std::string section, std::string_view content) {
    begin(kind, std::move(section));
    text(content);
    return end();
}

void TextBuilder::begin_cell() {
    if (!m_first_cell) m_document.text.push_back('\t');
    m_first_cell = false;
    m_space = false;
    m_cell_begin = m_document.text.size();
}

ByteSpan TextBuilder::end_cell() {
    m_space = false;
    return {m_cell_begin, m_document.text.size()};
}

std::string section_name(std::string_view heading) {
    std::string name = ascii_lower(normal_space(heading));
    const std::size_t number = name.find_first_not_of("0123456789.");
    if (number != 0 && number != std::string::npos && name[number] == ' ') name.erase(0, number + 1);
    while (!name.empty() && (name.back() == ':' || name.back() == '.'))
        name.pop_back();
    for (char& c : name) {
        if (c == '/') c = ' ';
    }
    return name;
}

} // namespace ekb::importers
