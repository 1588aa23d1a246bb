// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/text.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

/// A row of a table's body.
struct TableRow {
    int row = 0;
    std::string label;                     ///< what names it, with the stub rows above it that name its group, outermost first
    std::string_view own_label;            ///< its first cell
    std::vector<std::string> stubs;        ///< what names it, level by level: the group above it, then each stub column; may be empty
    ByteSpan line;                         ///< from its first cell to its last
    std::map<int, ByteSpan> cells;         ///< by column, those that are not empty, the label's left out
};

/// A table as a reader sees it: each column with its header, each row with its name.
struct TableView {
    std::vector<std::string> headers; ///< by column: the header cells above it, from the top, joined by spaces
    std::vector<int> stub_columns;    ///< those whose cells name rows rather than hold figures; 0 is always one
    std::vector<TableRow> rows;
};

/// Rows in which only the first cell says something name the rows below them, as does a stub's cell that spans several rows or
/// that is left empty below. Views into `content`.
TableView view_table(const DocumentText& content, const Table& table);

} // namespace ekb::importers::extraction
