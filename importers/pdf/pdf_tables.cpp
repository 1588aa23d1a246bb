// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/pdf/pdf_tables.h"

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

namespace ekb::importers {

namespace {

constexpr double same_row = 3;         // points between the upper edges of two cells
constexpr int most_words = 4;          // of a cell: a line of text in the narrowest column has more
constexpr double label_width = 0.42;   // of the column's: the most that the name of a row takes
constexpr double one_more_line = 0.6;  // of the column's width: a cell's further line is shorter
constexpr double next_to = 2.2;        // line heights between the upper edges of rows of one table
constexpr double small_letters = 0.93; // of those of the text: a footnote's
constexpr double short_of = 0.2;       // of the column's width, by which the name of a row ends before it at least
constexpr std::size_t rows_between = 2;
constexpr std::size_t most_footnotes = 12; // lines

struct Row {
    double top = 0;
    double bottom = 0;
    std::vector<const PdfLine*> lines; ///< from the left
    bool of_cells = false;
};

/// The lines of a table, by what they are.
struct FoundTable {
    std::vector<Row> caption;
    std::vector<Row> rows;
    std::vector<Row> footnotes;
};

int words_in(const PdfLine& line) {
    return 1 + static_cast<int>(std::ranges::count(line.text, ' '));
}

bool has_digit(const PdfLine& line) {
    return line.text.find_first_of("0123456789") != std::string::npos;
}

bool is_list_mark(const PdfLine& line) {
    static const RE2 mark(R"([\[(]?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[\]).:]|[•–—*-])");
    return RE2::FullMatch(line.text, mark);
}

bool begins_caption(const Row& row) {
    static const RE2 words(R"((?:Table|TABLE|Tab\.) (?:\d{1,2}|[IVX]{1,4}|[A-Z]\d)(?:[.:|)].*| [A-Z].*|))");
    return RE2::FullMatch(row.lines.front()->text, words);
}

/// Whether lines side by side are a table's row: a name and cells, or cells.
bool is_of_cells(const Row& row, double column_width) {
    if (row.lines.size() < 2) return false;
    const auto is_short = [](const PdfLine* line) { return words_in(*line) <= most_words; };
    const PdfLine& first = *row.lines.front();
    if (row.lines.size() == 2 && is_list_mark(first)) return false;
    const bool named = is_short(&first) || first.right - first.left < label_width * column_width;
    return named && std::all_of(row.lines.begin() + 1, row.lines.end(), is_short);
}

/// The lines of one column as rows, from the top.
std::vector<Row> rows_of(std::vector<const PdfLine*> lines, double column_width) {
    std::ranges::stable_sort(lines, {}, &PdfLine::top);
    std::vector<Row> rows;
    for (const PdfLine* line : lines) {
        if (rows.empty() || line->top - rows.back().top >= same_row) rows.push_back({line->top, line->bottom, {}, false});
        rows.back().lines.push_back(line);
        rows.back().bottom = std::max(rows.back().bottom, line->bottom);
    }
    for (Row& row : rows) {
        std::ranges::stable_sort(row.lines, {}, &PdfLine::left);
        row.of_cells = is_of_cells(row, column_width);
    }
    return rows;
}

bool follows(const Row& above, const Row& below) {
    return below.top - above.top < next_to * std::max(above.bottom - above.top, below.bottom - below.top);
}

/// Where the rows end that are a table's with the one at `from`: behind the last row of cells, with further lines of cells
/// between.
std::size_t end_of_rows(const std::vector<Row>& rows, std::size_t from, double column_width) {
    std::size_t end = from + 1;
    for (std::size_t at = end, between = 0; at < rows.size() && between <= rows_between && follows(rows[at - 1], rows[at]); ++at) {
        const PdfLine& first = *rows[at].lines.front();
        if (rows[at].of_cells) {
            end = at + 1;
            between = 0;
        } else if (rows[at].lines.back()->right - first.left < one_more_line * column_width) {
            ++between;
        } else {
            break;
        }
    }
    return end;
}

/// Whether a third of the cells have figures.
bool has_figures(std::span<const Row> rows) {
    std::size_t cells = 0;
    std::size_t figures = 0;
    for (const Row& row : rows) {
        for (const PdfLine* line : row.lines) {
            if (line == row.lines.front()) continue;
            ++cells;
            figures += has_digit(*line) ? 1U : 0U;
        }
    }
    return 3 * figures >= cells;
}

/// Where the caption above the rows begins; `from` where there is none.
std::size_t begin_of_caption(const std::vector<Row>& rows, std::size_t from) {
    constexpr std::size_t most_lines = 4;
    for (std::size_t at = from; at > 0 && from - at < most_lines && follows(rows[at - 1], rows[at]);) {
        if (begins_caption(rows[--at])) return at;
    }
    return from;
}

std::size_t end_of_footnotes(const std::vector<Row>& rows, std::size_t from, double text_height) {
    std::size_t end = from;
    while (end < rows.size() && end - from < most_footnotes && rows[end].bottom - rows[end].top < small_letters * text_height &&
           follows(rows[end - 1], rows[end]))
        ++end;
    return end;
}

std::vector<FoundTable> tables_in(const std::vector<Row>& rows, double column_width, double text_height) {
    std::vector<FoundTable> tables;
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (!rows[at].of_cells) continue;
        const std::size_t end = end_of_rows(rows, at, column_width);
        const std::size_t caption = begin_of_caption(rows, at);
        const std::span<const Row> found(rows.data() + at, end - at);
        const auto of_cells = static_cast<std::size_t>(std::ranges::count_if(found, &Row::of_cells));
        if (of_cells >= (caption < at ? 2U : 3U) && has_figures(found)) {
            FoundTable table;
            const auto part = [&](std::size_t from, std::size_t until) {
                return std::vector<Row>(rows.begin() + static_cast<std::ptrdiff_t>(from), rows.begin() + static_cast<std::ptrdiff_t>(until));
            };
            const std::size_t last = end_of_footnotes(rows, end, text_height);
            table.caption = part(caption, at);
            table.rows = part(at, end);
            table.footnotes = part(end, last);
            tables.push_back(std::move(table));
            at = last - 1;
        } else {
            at = end - 1;
        }
    }
    return tables;
}

PdfLine joined(const Row& row, char between) {
    PdfLine line{std::numeric_limits<double>::max(), row.top, 0, row.bottom, {}};
    for (const PdfLine* each : row.lines) {
        line.left = std::min(line.left, each->left);
        line.right = std::max(line.right, each->right);
        if (!line.text.empty()) line.text += between;
        line.text += each->text;
    }
    return line;
}

std::vector<PdfBlock> blocks_of(const FoundTable& table) {
    std::vector<PdfBlock> blocks;
    const auto add = [&](const std::vector<Row>& rows, BlockKind kind, char between) {
        if (rows.empty()) return;
        PdfBlock& block = blocks.emplace_back();
        block.kind = kind;
        for (const Row& row : rows) block.lines.push_back(joined(row, between));
    };
    add(table.caption, BlockKind::table_caption, ' ');
    add(table.rows, BlockKind::table_row, '\t');
    add(table.footnotes, BlockKind::table_footnote, ' ');
    return blocks;
}

/// The height of the letters that most of the page's text has.
double text_height_of(const PdfPage& page) {
    std::map<int, std::size_t> letters; // by tenths of points
    for (const PdfBlock& block : page.blocks) {
        for (const PdfLine& line : block.lines) letters[static_cast<int>(std::lround(line.height() * 10))] += line.text.size();
    }
    const auto most = std::ranges::max_element(letters, {}, [](const auto& each) { return each.second; });
    return most == letters.end() ? 0 : most->first / 10.0;
}

/// Text that stands in one column.
PdfColumn one_column(const PdfPage& page) {
    PdfColumn whole{page.width, 0};
    for (const PdfBlock& block : page.blocks) {
        for (const PdfLine& line : block.lines) {
            whole.left = std::min(whole.left, line.left);
            whole.right = std::max(whole.right, line.right);
        }
    }
    return whole;
}

/// Which table each line is of, counted from 0.
using TableOfLine = std::map<const PdfLine*, std::size_t>;

void note_lines(const FoundTable& table, std::size_t number, TableOfLine& of) {
    for (const auto* rows : {&table.caption, &table.rows, &table.footnotes}) {
        for (const Row& row : *rows) {
            for (const PdfLine* line : row.lines) of[line] = number;
        }
    }
}

/// Takes the cells of the table's rows that stand in another column, where most rows have such: a table may run over columns.
/// `ends` is where a line of text ends there, at least.
void take_cells(FoundTable& table, std::vector<const PdfLine*>& others, double ends) {
    std::vector<std::pair<Row*, const PdfLine*>> cells;
    std::set<const Row*> with_cells;
    for (const PdfLine* line : others) {
        if (words_in(*line) > most_words && line->right > ends) continue;
        const auto row = std::ranges::upper_bound(table.rows, line->top - same_row, {}, &Row::top);
        if (row == table.rows.end() || row->top - line->top >= same_row) continue;
        cells.emplace_back(&*row, line);
        with_cells.insert(&*row);
    }
    if (3 * with_cells.size() < 2 * table.rows.size()) return;
    std::set<const PdfLine*> taken;
    for (const auto& [row, line] : cells) {
        row->lines.push_back(line);
        taken.insert(line);
    }
    std::erase_if(others, [&](const PdfLine* line) { return taken.contains(line); });
    for (Row& row : table.rows) std::ranges::stable_sort(row.lines, {}, &PdfLine::left);
}

/// The page's blocks without the tables' lines, each table in the place of its first.
std::vector<PdfBlock> with_tables(const PdfPage& page, const std::vector<std::vector<PdfBlock>>& tables, const TableOfLine& of) {
    std::vector<PdfBlock> blocks;
    std::vector<bool> placed(tables.size());
    for (const PdfBlock& block : page.blocks) {
        PdfBlock text;
        const auto end_text = [&] {
            if (!text.lines.empty()) blocks.push_back(std::move(text));
            text = {};
        };
        for (const PdfLine& line : block.lines) {
            const auto table = of.find(&line);
            if (table == of.end()) {
                text.lines.push_back(line);
                continue;
            }
            end_text();
            if (placed[table->second]) continue;
            placed[table->second] = true;
            blocks.insert(blocks.end(), tables[table->second].begin(), tables[table->second].end());
        }
        end_text();
    }
    return blocks;
}

} // namespace

void find_tables(PdfPage& page, std::vector<PdfColumn> columns) {
    if (columns.empty()) columns.push_back(one_column(page));
    std::vector<std::vector<const PdfLine*>> lines(columns.size());
    for (const PdfBlock& block : page.blocks) {
        for (const PdfLine& line : block.lines) lines[column_at(line.left, columns)].push_back(&line);
    }
    const double text_height = text_height_of(page);
    std::vector<std::vector<PdfBlock>> tables;
    TableOfLine of;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const double width = columns[i].right - columns[i].left;
        for (FoundTable& table : tables_in(rows_of(lines[i], width), width, text_height)) {
            for (std::size_t other = 0; other < columns.size(); ++other) {
                const double full = columns[other].right - short_of * (columns[other].right - columns[other].left);
                if (other != i) take_cells(table, lines[other], other < i ? full : 0);
            }
            note_lines(table, tables.size(), of);
            tables.push_back(blocks_of(table));
        }
    }
    if (!tables.empty()) page.blocks = with_tables(page, tables, of);
}

} // namespace ekb::importers
