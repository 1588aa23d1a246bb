// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/markup_table.h"

#include "importers/source/markup_text.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace ekb::importers {

namespace {

constexpr int span_limit = 1000; // that of the HTML table model

/// The attribute as a number of rows or columns; `more` is what it lacks of that (OASIS counts the additional rows).
int span_of(const XmlNode& cell, std::string_view name, int more = 0) {
    const std::string_view text = cell.attribute(name).value_or(std::string_view());
    int value = 1 - more;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::clamp(value, 1 - more, span_limit) + more;
}

class Grid {
public:
    Grid(const std::string& section, TextBuilder& to) : m_section(section), m_to(to) { m_table.section = section; }

    void rows_in(const XmlNode& node, bool header) {
        for (const XmlNode& child : node.children()) {
            if (child.name == "tr" || child.name == "row") {
                row(child, header);
            } else if (child.name == "thead" || child.name == "tbody" || child.name == "tfoot" ||
                       child.name == "tgroup") {
                rows_in(child, header || child.name == "thead");
            }
        }
    }

    Table finish() {
        for (TableCell& cell : m_table.cells)
            cell.row_span = std::min(cell.row_span, m_table.rows - cell.row);
        return std::move(m_table);
    }

private:
    void row(const XmlNode& node, bool header) {
        const std::size_t first = m_table.cells.size();
        std::size_t column = 0;
        m_to.begin(BlockKind::table_row, m_section);
        for (const XmlNode& child : node.children()) {
            if (child.name == "td" || child.name == "th" || child.name == "entry") cell(child, column, header);
        }
        const bool kept = m_to.end().has_value();
        for (std::size_t i = first; !kept && i < m_table.cells.size(); ++i)
            m_table.cells[i].span = {};
        for (int& left : m_taken)
            left = std::max(0, left - 1);
        ++m_table.rows;
    }

    void cell(const XmlNode& node, std::size_t& column, bool header) {
        while (column < m_taken.size() && m_taken[column] > 0)
            ++column;
        TableCell cell;
        cell.row = m_table.rows;
        cell.column = static_cast<int>(column);
        cell.row_span = node.name == "entry" ? span_of(node, "morerows", 1) : span_of(node, "rowspan");
        cell.column_span = span_of(node, "colspan");
        cell.header = header || node.name == "th";
        m_to.begin_cell();
        append_inline(node, m_to);
        cell.span = m_to.end_cell();
        const std::size_t end = column + static_cast<std::size_t>(cell.column_span);
        if (m_taken.size() < end) m_taken.resize(end, 0);
        std::fill(m_taken.begin() + static_cast<std::ptrdiff_t>(column),
                  m_taken.begin() + static_cast<std::ptrdiff_t>(end), cell.row_span);
        m_table.columns = std::max(m_table.columns, static_cast<int>(end));
        m_table.cells.push_back(cell);
        column = end;
    }

    const std::string& m_section;
    TextBuilder& m_to;
    Table m_table;
    std::vector<int> m_taken; ///< for each column, how many rows from this one on a cell fills
};

} // namespace

Table read_table(const XmlNode& table, const std::string& section, TextBuilder& to) {
    Grid grid(section, to);
    grid.rows_in(table, false);
    return grid.finish();
}

} // namespace ekb::importers
