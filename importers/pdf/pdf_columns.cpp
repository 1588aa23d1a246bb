// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/pdf/pdf_columns.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace ekb::importers {

namespace {

constexpr std::size_t least_lines = 2; // of a block that shows where a column is
constexpr std::size_t least_column = 6;           // lines that a column must have in such blocks
constexpr double edge = 15;            // points: blocks that begin so near to each other are of one column

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

constexpr double same_row = 3;          // points
constexpr std::ptrdiff_t least_cells = 3; // of a table's row: two blocks stand side by side in columns of text as well

/// Whether the block is a cell of a table that runs over both columns: lines alone, three or more of them side by side.
bool is_cell(const PdfPage& page, const PdfBlock& block) {
    if (block.lines.size() > 1) return false;
    return std::ranges::count_if(page.blocks, [&](const PdfBlock& other) {
               return other.lines.size() == 1 && std::abs(other.lines.front().top - block.lines.front().top) < same_row;
           }) >= least_cells;
}

/// Where the right one of two columns begins; nullopt where the page's text does not stand in two.
std::optional<double> second_column(const PdfPage& page) {
    std::vector<std::pair<Box, std::size_t>> blocks;
    for (const PdfBlock& block : page.blocks) {
        if (block.lines.size() >= least_lines) blocks.emplace_back(box_of(block), block.lines.size());
    }
    const auto lines_where = [&](const auto& test) {
        std::size_t lines = 0;
        for (const auto& [box, count] : blocks) lines += test(box) ? count : 0;
        return lines;
    };
    std::optional<double> best;
    std::size_t most = 0;
    for (const auto& [candidate, count] : blocks) {
        const double begin = candidate.left;
        if (begin < 0.4 * page.width || begin > 0.65 * page.width) continue;
        const std::size_t right = lines_where([&](const Box& box) { return std::abs(box.left - begin) < edge; });
        const std::size_t left = lines_where([&](const Box& box) { return box.right < begin && box.left < 0.3 * page.width; });
        const std::size_t all = lines_where([](const Box&) { return true; });
        const bool two = right >= least_column && left >= least_column && 3 * (left + right) > 2 * all;
        if (two && right > most) {
            most = right;
            best = begin;
        }
    }
    return best;
}

} // namespace

void order_columns(PdfPage& page) {
    const std::optional<double> second = second_column(page);
    if (!second) return;
    std::ranges::stable_sort(page.blocks, {}, [](const PdfBlock& block) { return box_of(block).top; });
    std::vector<PdfBlock> ordered;
    std::vector<PdfBlock> right;
    const auto flush = [&] {
        std::ranges::move(right, std::back_inserter(ordered));
        right.clear();
    };
    std::vector<bool> cells;
    for (const PdfBlock& block : page.blocks) cells.push_back(is_cell(page, block));
    for (std::size_t i = 0; i < page.blocks.size(); ++i) {
        PdfBlock& block = page.blocks[i];
        const Box box = box_of(block);
        const bool over_both = cells[i] || (box.left < *second - edge && box.right > *second + edge);
        if (over_both) flush();
        const bool in_right = !over_both && box.left > *second - edge;
        (in_right ? right : ordered).push_back(std::move(block));
    }
    flush();
    page.blocks = std::move(ordered);
}

} // namespace ekb::importers
