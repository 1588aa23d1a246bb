// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/figure_pair.h"
#include "importers/extraction/compare/cell_figures.h"
#include "importers/extraction/compare/columns.h"
#include "importers/extraction/compare/place_score.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

/// A table with what all of its cells share.
struct Place {
    const DocumentText* content = nullptr;
    const Table* table = nullptr;
    TableView view;
    std::string_view caption;
    std::string footnotes;
    int index = 0;
};

Place place_of(const DocumentText& content, int index) {
    const Table& table = content.tables[static_cast<std::size_t>(index)];
    Place place{&content, &table, view_table(content, table), content.at(table.caption), "", index};
    for (const ByteSpan note : table.footnotes) place.footnotes += std::string(content.at(note)) + " ";
    return place;
}

std::optional<FigureKind> kind_of(const Place& place, std::string_view row, std::string_view header) {
    for (const std::string_view words : {row, header, place.caption, std::string_view(place.footnotes)}) {
        if (const auto kind = figure_kind(words)) return kind;
    }
    return std::nullopt;
}

/// A pair whose figures can be pooled is worth more than one of bare numbers.
double completeness(const ArmFigures& figures) {
    if (figures.events) return figures.n || figures.total ? 0.12 : 0.08;
    return figures.sd || figures.se ? 0.12 : 0;
}

/// The deviation of a mean that has a column of its own, to the right: "Mean | SD".
std::optional<double> deviation_beside(const Place& place, const TableRow& row, int column) {
    const auto next = static_cast<std::size_t>(column) + 1;
    if (next >= place.view.headers.size()) return std::nullopt;
    const std::string& header = place.view.headers[next];
    const bool is_deviation = header == "SD" || header.ends_with(" SD") || header.ends_with("(SD)");
    const auto cell = row.cells.find(column + 1);
    if (!is_deviation || cell == row.cells.end()) return std::nullopt;
    const auto figures = cell_figures(place.content->at(cell->second), FigureKind::mean, std::nullopt);
    return figures && !figures->sd ? figures->mean : std::nullopt;
}

std::optional<ArmFigures> read_cell(const Place& place, const TableRow& row, int column, std::optional<int> n) {
    const auto cell = row.cells.find(column);
    if (cell == row.cells.end()) return std::nullopt;
    auto figures = cell_figures(place.content->at(cell->second), kind_of(place, row.label, place.view.headers[static_cast<std::size_t>(column)]), n);
    if (figures && figures->mean && !figures->sd && !figures->se) figures->sd = deviation_beside(place, row, column);
    return figures;
}

/// Where a pair stands and how well that fits.
struct Found {
    double score = 0;
    ByteSpan span;
    int table = 0;
};

void add_pair(std::vector<FigurePair>& pairs, std::optional<ArmFigures> intervention, std::optional<ArmFigures> comparator, const Found& found) {
    if (!intervention || !comparator) return;
    const double score = found.score + std::min(completeness(*intervention), completeness(*comparator));
    pairs.push_back({std::move(*intervention), std::move(*comparator), score, found.span, found.table});
}

/// Arms in columns: each row is an endpoint or a time of it.
void add_columns(std::vector<FigurePair>& pairs, const Place& place, const Question& question, const ArmSizes& sizes) {
    for (const ArmColumns& columns : arm_columns(place.view, question)) {
        const std::string& header = place.view.headers[static_cast<std::size_t>(columns.intervention)];
        const std::string& other = place.view.headers[static_cast<std::size_t>(columns.comparator)];
        const auto n = stated_size(header);
        const auto m = stated_size(other);
        for (const TableRow& row : place.view.rows) {
            const double score = place_score({row.label, header, place.caption}, question);
            add_pair(pairs, read_cell(place, row, columns.intervention, n ? n : sizes.intervention),
                     read_cell(place, row, columns.comparator, m ? m : sizes.comparator), {score, row.line, place.index});
        }
    }
}

struct ArmRow {
    const TableRow* row = nullptr;
    double fit = 0;
};

/// The rows that are named after an arm; `generic` tells one that is called by its role alone.
std::vector<ArmRow> fitting_rows(const Place& place, const Phrase& arm, const Phrase& other, bool (*generic)(std::string_view)) {
    std::vector<ArmRow> rows;
    for (const TableRow& row : place.view.rows) {
        double fit = arm_fit(row.own_label, arm) - arm_fit(row.own_label, other);
        if (fit <= 0 && generic != nullptr && generic(row.own_label)) fit = 0.3;
        if (fit > 0.1) rows.push_back({&row, fit});
    }
    return rows;
}

/// Arms in rows: each column is an endpoint or a time of it; the rows' group may name the endpoint.
void add_rows(std::vector<FigurePair>& pairs, const Place& place, const Question& question, const ArmSizes& sizes) {
    const auto interventions = fitting_rows(place, question.intervention, question.comparator,
                                            question.intervention_is_generic ? names_treatment : nullptr);
    const auto comparators = fitting_rows(place, question.comparator, question.intervention, 
                                          question.control_is_comparator ? names_control : nullptr);
    // The n-th row of one arm goes with the n-th of the other: a table of several endpoints repeats its arms.
    for (std::size_t k = 0; k < std::min(interventions.size(), comparators.size()); ++k) {
        const TableRow& i = *interventions[k].row;
        const TableRow& c = *comparators[k].row;
        const auto n = stated_size(i.label);
        const auto m = stated_size(c.label);
        for (const auto& [column, cell] : i.cells) {
            const std::string& header = place.view.headers[static_cast<std::size_t>(column)];
            const double score = place_score({header, i.label, place.caption}, question);
            add_pair(pairs, read_cell(place, i, column, n ? n : sizes.intervention), read_cell(place, c, column, m ? m : sizes.comparator), {score, i.line, place.index});
        }
    }
}

} // namespace

std::vector<FigurePair> table_pairs(const PreparedDocument& document, const Question& question, const ArmSizes& sizes) {
    std::vector<FigurePair> pairs;
    for (std::size_t t = 0; t < document.content->tables.size(); ++t) {
        const Place place = place_of(*document.content, static_cast<int>(t));
        const std::size_t before = pairs.size();
        add_columns(pairs, place, question, sizes);
        if (pairs.size() == before) add_rows(pairs, place, question, sizes);
    }
    return pairs;
}

} // namespace ekb::importers::extraction
