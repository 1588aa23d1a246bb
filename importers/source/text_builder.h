// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/text.h"

#include <optional>
#include <string>
#include <string_view>

namespace ekb::importers {

/// Writes a DocumentText block by block: white space normalised, blocks parted by one line feed, empty blocks left
/// out. One block is open at a time.
class TextBuilder {
public:
    void begin(BlockKind kind, std::string section);
    /// Appends to the open block.
    void text(std::string_view text);
    /// Whatever comes next in the open block is parted from what stands there by a space.
    void space() { m_space = true; }
    /// Closes the open block; nullopt where it was empty and has been left out.
    std::optional<ByteSpan> end();
    /// A whole block.
    std::optional<ByteSpan> add(BlockKind kind, std::string section, std::string_view text);

    /// Begins a cell of the open table row; a tab parts it from the one before.
    void begin_cell();
    /// Where the cell's text stands; an empty span for an empty cell.
    ByteSpan end_cell();

    bool is_open() const { return m_open; }
    bool block_is_empty() const { return m_document.text.size() == m_begin; }
    void add_table(Table table) { m_document.tables.push_back(std::move(table)); }
    const DocumentText& document() const { return m_document; }
    DocumentText take() { return std::move(m_document); }

private:
    DocumentText m_document;
    Block m_block;
    bool m_open = false;
    bool m_space = false;
    bool m_has_text = false;
    bool m_first_cell = true;
    std::size_t m_before = 0; ///< text size before the open block and its line feed
    std::size_t m_begin = 0;  ///< where the open block begins
    std::size_t m_cell_begin = 0;
};

/// A heading as a part of a section's path: lower case, without its number ("2.1. ") and its final punctuation.
std::string section_name(std::string_view heading);

} // namespace ekb::importers
