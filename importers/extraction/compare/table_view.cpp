// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/table_view.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

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

using Rows = std::map<int, std::vector<const TableCell*>>;

bool begins_with_letter(std::string_view text) {
    return !text.empty() && (std::isalpha(static_cast<unsigned char>(text.front())) != 0 || static_cast<unsigned char>(text.front()) >= 0x80) &&
           !text.starts_with("\xE2\x88\x92"); // a minus sign begins a figure
}

/// The columns at the left that name rows: the first, and those near it whose cells all are words and which say more than one
/// thing ("Arm: I, C, I, C"). A column of symbols for "same" or "none" beside the figures is none.
std::vector<int> stub_columns_of(const DocumentText& content, const Rows& rows, int columns) {
    constexpr int furthest = 4;
    std::vector<int> stubs{0};
    for (int c = 1; c < std::min(furthest, columns - 1); ++c) {
        std::size_t words = 0;
        std::size_t others = 0;
        std::set<std::string_view> said;
        for (const auto& [number, cells] : rows) {
            if (cells.size() < 2) continue;
            for (const TableCell* cell : cells) {
                if (cell->column != c) continue;
                const std::string_view text = content.at(cell->span);
                (begins_with_letter(text) ? words : others) += 1;
                said.insert(text);
            }
        }
        if (words >= 2 && others == 0 && said.size() >= 2 && words * 4 >= rows.size()) stubs.push_back(c);
    }
    return stubs;
}

/// The words of the stub columns row by row: a cell that spans several rows names all of them, and so does one with nothing
/// below it beside a stub that goes on.
class Stubs {
public:
    Stubs(const DocumentText& content, std::vector<int> columns) : m_content(content), m_columns(std::move(columns)), m_current(m_columns.size()) {}

    /// The words for this row, one for each stub column.
    std::vector<std::string> at(int row, const std::vector<const TableCell*>& cells) {
        std::vector<std::string> own(m_columns.size());
        for (std::size_t s = 0; s < m_columns.size(); ++s) {
            const auto cell = std::ranges::find(cells, m_columns[s], &TableCell::column);
            if (cell != cells.end()) {
                own[s] = m_content.at((*cell)->span);
                m_current[s] = {own[s], row + (*cell)->row_span};
            } else if (row < m_current[s].until) {
                own[s] = m_current[s].text;
            }
        }
        const auto named = std::ranges::find_if(own, [](const std::string& text) { return !text.empty(); });
        // "Weight | I | …", then "| C | …": the empty cell stands for the one above it.
        for (auto empty = own.begin(); named != own.end() && empty != named; ++empty) {
            *empty = m_current[static_cast<std::size_t>(empty - own.begin())].text;
        }
        return own;
    }

    void forget() { std::ranges::fill(m_current, Current{}); }

private:
    struct Current {
        std::string text;
        int until = 0; ///< the row after the last that the cell spans
    };
    const DocumentText& m_content;
    std::vector<int> m_columns;
    std::vector<Current> m_current;
};

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) {
        if (word.empty()) continue;
        if (!all.empty()) all += ' ';
        all += word;
    }
    return all;
}

} // namespace

TableView view_table(const DocumentText& content, const Table& table) {
    TableView view;
    const int heads = header_rows(table);
    view.headers = headers_of(content, table, heads);
    Rows by_row;
    for (const TableCell& cell : table.cells) {
        if (cell.row >= heads && !cell.span.empty()) by_row[cell.row].push_back(&cell);
    }
    view.stub_columns = stub_columns_of(content, by_row, table.columns);
    Stubs stubs(content, view.stub_columns);
    Groups groups;
    for (const auto& [number, cells] : by_row) {
        const std::string_view first = content.at(cells.front()->span);
        if (cells.size() == 1) {
            if (!has_digit(first) || cells.front()->column == 0) groups.begin(first);
            stubs.forget();
            continue;
        }
        groups.last_was_group = false;
        TableRow row;
        row.row = number;
        row.line = {cells.front()->span.begin, cells.back()->span.end};
        if (cells.front()->column == 0) row.own_label = first;
        row.stubs = stubs.at(number, cells);
        row.stubs.insert(row.stubs.begin(), groups.name);
        row.label = joined(row.stubs);
        for (const TableCell* cell : cells) {
            if (cell->column > 0) row.cells[cell->column] = cell->span;
        }
        view.rows.push_back(std::move(row));
    }
    return view;
}

} // namespace ekb::importers::extraction
