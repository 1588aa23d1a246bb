// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/pdf/pdf_columns.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace ekb::importers {

namespace {

constexpr std::size_t least_lines = 2;  // of a block that shows where a column is
constexpr std::size_t least_column = 6; // lines that a column must have in such blocks
constexpr double edge = 15;             // points: blocks that begin so near to each other are of one column
constexpr double as_wide = 1.4;         // times the narrowest: what is narrower than that is a margin's note, or a table's column
constexpr std::size_t least_letters = 18; // of a line of text: a table's cells have fewer

struct Box {
    double left = 0, top = 0, right = 0;
};

Box box_of(const PdfBlock& block) {
    Box box{block.lines.front().left, block.lines.front().top, block.lines.front().right};
    for (const PdfLine& line : block.lines) {
        box.left = std::min(box.left, line.left);
        box.top = std::min(box.top, line.top);
        box.right = std::max(box.right, line.right);
    }
    return box;
}

double middle_of(std::vector<double> values) {
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2));
    return values[values.size() / 2];
}

/// Lines of text of blocks that begin at one place: where they begin, and for each where its block ends.
struct Cluster {
    double left = 0;
    std::vector<double> rights;
};

/// Of the blocks that are more than a line, by where they begin.
std::vector<Cluster> clusters_of(const PdfPage& page) {
    std::vector<std::pair<Box, const PdfBlock*>> blocks;
    for (const PdfBlock& block : page.blocks) {
        if (block.lines.size() >= least_lines) blocks.emplace_back(box_of(block), &block);
    }
    std::ranges::stable_sort(blocks, {}, [](const auto& each) { return each.first.left; });
    std::vector<Cluster> clusters;
    for (const auto& [box, block] : blocks) {
        if (clusters.empty() || box.left - clusters.back().left >= edge) clusters.push_back({box.left, {}});
        for (const PdfLine& line : block->lines) {
            if (line.text.size() >= least_letters) clusters.back().rights.push_back(box.right);
        }
    }
    return clusters;
}

constexpr double same_row = 3; // points

/// Which blocks are cells of a table that runs over the columns: lines alone, more of them side by side than there are columns.
std::vector<bool> cells_of(const PdfPage& page, std::size_t columns) {
    std::vector<double> tops; // of lines alone
    for (const PdfBlock& block : page.blocks) {
        if (block.lines.size() == 1) tops.push_back(block.lines.front().top);
    }
    std::ranges::sort(tops);
    std::vector<bool> cells;
    for (const PdfBlock& block : page.blocks) {
        const double top = block.lines.front().top;
        const auto beside = std::ranges::lower_bound(tops, top + same_row) - std::ranges::upper_bound(tops, top - same_row);
        cells.push_back(block.lines.size() == 1 && beside > static_cast<std::ptrdiff_t>(columns));
    }
    return cells;
}

} // namespace

std::vector<PdfColumn> columns_of(const PdfPage& page) {
    std::vector<Cluster> clusters = clusters_of(page);
    std::size_t all = 0;
    for (const Cluster& each : clusters) all += each.rights.size();
    // Those of most lines first: a paragraph that is set in begins within the column of the others.
    std::ranges::stable_sort(clusters, std::greater(), [](const Cluster& each) { return each.rights.size(); });
    std::vector<PdfColumn> columns;
    std::size_t lines = 0;
    for (const Cluster& each : clusters) {
        if (each.rights.size() < least_column) continue;
        const PdfColumn column{each.left, middle_of(each.rights)};
        const auto beside = [&](const PdfColumn& other) { return column.right < other.left || other.right < column.left; };
        if (!std::ranges::all_of(columns, beside)) continue;
        columns.push_back(column);
        lines += each.rights.size();
    }
    const auto width = [](const PdfColumn& column) { return column.right - column.left; };
    if (columns.size() < 2 || 3 * lines <= 2 * all) return {};
    const auto [narrow, wide] = std::ranges::minmax(columns, {}, width);
    if (width(wide) > as_wide * width(narrow)) return {};
    std::ranges::sort(columns, {}, &PdfColumn::left);
    return columns;
}

std::vector<std::vector<PdfColumn>> columns_of(const PdfFile& file) {
    std::vector<std::vector<PdfColumn>> all;
    const std::vector<PdfColumn>* surest = nullptr;
    std::size_t most = 0;
    std::size_t telling = 0;
    all.reserve(file.pages.size());
    for (const PdfPage& page : file.pages) {
        all.push_back(columns_of(page));
        if (all.back().empty()) continue;
        ++telling;
        std::size_t lines = 0;
        for (const PdfBlock& block : page.blocks) lines += block.lines.size();
        if (lines > most) surest = &all.back(), most = lines;
    }
    if (2 * telling < file.pages.size() || surest == nullptr) return all;
    const std::vector<PdfColumn> usual = *surest;
    for (std::vector<PdfColumn>& columns : all) {
        if (columns.empty()) columns = usual;
    }
    return all;
}

std::size_t column_at(double left, const std::vector<PdfColumn>& columns) {
    const auto after = std::ranges::find_if(columns, [&](const PdfColumn& column) { return column.left - edge >= left; });
    return after == columns.begin() ? 0 : static_cast<std::size_t>(after - columns.begin()) - 1;
}

void order_columns(PdfPage& page, const std::vector<PdfColumn>& columns) {
    if (columns.empty()) return;
    std::ranges::stable_sort(page.blocks, {}, [](const PdfBlock& block) { return box_of(block).top; });
    const std::vector<bool> cells = cells_of(page, columns.size());
    std::vector<PdfBlock> ordered;
    std::vector<std::vector<PdfBlock>> waiting(columns.size());
    const auto flush = [&] {
        for (std::vector<PdfBlock>& each : waiting) {
            std::ranges::move(each, std::back_inserter(ordered));
            each.clear();
        }
    };
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
        PdfBlock& block = page.blocks[i];
        const Box box = box_of(block);
        const std::size_t column = column_at(box.left, columns);
        const bool over_all = column == 0 && box.right > columns.back().left + edge;
        if (cells[i] || over_all) {
            flush();
            ordered.push_back(std::move(block));
        } else {
            waiting[column].push_back(std::move(block));
        }
    }
    flush();
    page.blocks = std::move(ordered);
}

} // namespace ekb::importers
