// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/row_figures.h"

#include "importers/extraction/compare/columns.h"
#include "importers/extraction/numbers/statistics.h"
#include "importers/extraction/words/tokens.h"

#include <algorithm>
#include <cmath>

namespace ekb::importers::extraction {

namespace {

std::optional<Figure> figure_in(const DocumentText& content, const TableRow& row, int column) {
    const auto cell = row.cells.find(column);
    if (cell == row.cells.end()) return std::nullopt;
    const std::vector<Token> tokens = tokenise(content.text, cell->second);
    for (std::size_t i = 0; i < std::min<std::size_t>(tokens.size(), 3); ++i) {
        if (auto figure = figure_at(tokens, i)) return figure;
    }
    return std::nullopt;
}

/// The p value of a cell: "0.03", "<0.001", "NS", "p = 0.03".
std::optional<bool> significance_in(const DocumentText& content, const TableRow& row, std::optional<int> column) {
    if (!column) return std::nullopt;
    const auto cell = row.cells.find(*column);
    if (cell == row.cells.end()) return std::nullopt;
    const std::vector<Token> tokens = tokenise(content.text, cell->second);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].is("ns") || tokens[i].is("n")) return false;
        if (!tokens[i].number() || tokens[i].value > 1) continue;
        const bool greater = i > 0 && (tokens[i - 1].is(">") || tokens[i - 1].is(">="));
        return !greater && tokens[i].value <= 0.05;
    }
    return std::nullopt;
}

} // namespace

std::optional<FigureComparison> compare_columns(const DocumentText& content, const Passage& passage, const Question& question) {
    const TableView view = view_table(content, content.tables[static_cast<std::size_t>(passage.table)]);
    const auto row = std::ranges::find(view.rows, passage.row, &TableRow::row);
    if (row == view.rows.end()) return std::nullopt;
    const std::vector<ArmColumns> pairs = arm_columns(view, question);
    for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair) {
        const auto i = figure_in(content, *row, pair->intervention);
        const auto c = figure_in(content, *row, pair->comparator);
        if (!i || !c) continue;
        const double difference = i->percent && c->percent ? *i->percent - *c->percent : i->value - c->value;
        return FigureComparison{difference > 0 ? 1 : difference < 0 ? -1 : 0, significance_in(content, *row, pair->p)};
    }
    return std::nullopt;
}

} // namespace ekb::importers::extraction
