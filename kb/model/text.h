// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ekb {

/// Bytes [begin, end) of a document's text, always at code point boundaries.
struct ByteSpan {
    std::size_t begin = 0;
    std::size_t end = 0;

    std::size_t size() const { return end - begin; }
    bool empty() const { return begin == end; }
    bool operator==(const ByteSpan&) const = default;
};

enum class BlockKind { title, heading, paragraph, list_item, table_caption, table_row, table_footnote, figure_caption, field };

/// A paragraph, heading, table row … of the text.
struct Block {
    BlockKind kind = BlockKind::paragraph;
    ByteSpan span;
    /// Where it stands, lower case, from the outside in: "title", "abstract", "abstract/results", "body/methods/participants",
    /// or a registry field's path. The headings are the source's own.
    std::string section;

    bool operator==(const Block&) const = default;
};

struct TableCell {
    ByteSpan span; ///< empty for an empty cell
    int row = 0;   ///< from 0, header rows included
    int column = 0;
    int row_span = 1;
    int column_span = 1;
    bool header = false; ///< th, or inside thead

    bool operator==(const TableCell&) const = default;
};

/// A table of the text. Its caption, rows and footnotes are blocks of the text too; a row is one line with a
/// tab between cells.
struct Table {
    std::string label; ///< "Table 2"; may be empty
    std::string section;
    ByteSpan caption;
    std::vector<TableCell> cells; ///< by row, then column; a cell that spans several is listed once, at its first
    std::vector<ByteSpan> footnotes;
    int rows = 0;
    int columns = 0;

    bool operator==(const Table&) const = default;
};

/// The text that every offset counts in, and its structure. Blocks are in order, do not overlap and are separated
/// by one line feed; inside a block white space is single spaces (and tabs between cells). Text that was sent to be
/// extracted (--batch) is kept exactly as it was sent instead, and blocks lie in it wherever they lie.
struct DocumentText {
    std::string text; ///< UTF-8
    std::vector<Block> blocks;
    std::vector<Table> tables;

    std::string_view at(ByteSpan span) const { return std::string_view(text).substr(span.begin, span.size()); }
    bool operator==(const DocumentText&) const = default;
};

} // namespace ekb
