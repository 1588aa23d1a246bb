// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/table_view.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != text.npos; }

/// How many rows at the top are headers: those marked so, else the first.
int header_rows(const Table& table) {
    std::vector<bool> all_header(static_cast<std::size_t>(std::max(table.rows, 0)), true);
    for (const TableCell& cell : table.cells) {
        if (!cell.header && cell.row < table.rows) all_header[static_cast<std::size_t>(cell.row)] = false;
    }
    const auto first_body = std::ranges::find(all_header, false);
    const int marked = static_cast<int>(first_body - all_header.begin());
    return marked == 0 ? 1 : std::min(marked, std::max(table.rows - 1, 0));
}

std::vector<std::string> headers_of(const DocumentText& content, const Table& table, int rows) {
    std::vector<std::string> headers(static_cast<std::size_t>(std::max(table.columns, 0)));
    for (const TableCell& cell : table.cells) {
        if (cell.row >= rows || cell.span.empty()) continue;
        const int end = std::min(cell.column + std::max(cell.column_span, 1), table.columns);
        for (int c = cell.column; c < end; ++c) {
            std::string& header = headers[static_cast<std::size_t>(c)];
            if (!header.empty()) header += ' ';
            header += content.at(cell.span);
        }
    }
    return headers;
}

/// The names of the groups that a row stands in; a group row that follows another directly is one level down.
struct Groups {
    std::string name;
    bool last_was_group = false;

    void begin(std::string_view text) {
        name = last_was_group && !name.empty() ? name + " " + std::string(text) : std::string(text);
        last_was_group = true;
    }
};

} // namespace

TableView view_table(const DocumentText& content, const Table& table) {
    TableView view;
    const int heads = header_rows(table);
    view.headers = headers_of(content, table, heads);
    std::map<int, std::vector<const TableCell*>> by_row;
    for (const TableCell& cell : table.cells) {
        if (cell.row >= heads && !cell.span.empty()) by_row[cell.row].push_back(&cell);
    }
    Groups groups;
    for (const auto& [number, cells] : by_row) {
        const std::string_view first = content.at(cells.front()->span);
        if (cells.size() == 1) {
            if (!has_digit(first) || cells.front()->column == 0) groups.begin(first);
            continue;
        }
        groups.last_was_group = false;
        TableRow row;
        row.row = number;
        row.line = {cells.front()->span.begin, cells.back()->span.end};
        if (cells.front()->column == 0) row.own_label = first;
        row.label = groups.name.empty() ? std::string(row.own_label) : groups.name + " " + std::string(row.own_label);
        for (const TableCell* cell : cells) {
            if (cell->column > 0) row.cells[cell->column] = cell->span;
        }
        view.rows.push_back(std::move(row));
    }
    return view;
}

} // namespace ekb::importers::extraction
