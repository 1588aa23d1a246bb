// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/table_readings.h"

#include "importers/extraction/compare/cell_figures.h"
#include "importers/extraction/compare/columns.h"
#include "importers/extraction/compare/table_view.h"
#include "importers/extraction/words/tokens.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <string>
#include <utility>

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

bool ends_with_word(std::string_view header, std::initializer_list<std::string_view> words) {
    const std::vector<Token> tokens = tokenise(header);
    auto last = std::find_if(tokens.rbegin(), tokens.rend(), [](const Token& t) { return !t.is(")") && !t.is("(") && !t.is("."); });
    return last != tokens.rend() && std::ranges::find(words, last->lower) != words.end();
}

/// "n" over a column whose right neighbour is "%": its cells are counts.
bool is_count_column(const Place& place, int column) {
    const auto c = static_cast<std::size_t>(column);
    return c + 1 < place.view.headers.size() && ends_with_word(place.view.headers[c], {"n", "no", "number"}) && ends_with_word(place.view.headers[c + 1], {"%", "percent"});
}

std::optional<ArmFigures> read_cell(const Place& place, const TableRow& row, int column, std::optional<int> n) {
    const auto cell = row.cells.find(column);
    if (cell == row.cells.end()) return std::nullopt;
    const bool lone = tokenise(place.content->at(cell->second)).size() <= 2; // "12", "52%"; not "45.2 (9.5)"
    if (lone && column > 0 && is_count_column(place, column - 1)) return std::nullopt;
    if (const auto own = stated_size(place.content->at(cell->second))) n = own; // "0.2 ± 0.6 (n = 73)"
    if (lone && is_count_column(place, column)) return cell_figures(place.content->at(cell->second), FigureKind::count, n);
    auto figures = cell_figures(place.content->at(cell->second), kind_of(place, row.label, place.view.headers[static_cast<std::size_t>(column)]), n);
    if (figures && figures->mean && !figures->sd && !figures->se) figures->sd = deviation_beside(place, row, column);
    return figures;
}

/// The last of a row's stubs that says something.
std::string_view innermost(const TableRow& row) {
    const auto last = std::find_if(row.stubs.rbegin(), row.stubs.rend(), [](const std::string& text) { return !text.empty(); });
    return last == row.stubs.rend() ? std::string_view() : std::string_view(*last);
}

void add_reading(std::vector<TableReading>& readings, std::optional<ArmFigures> intervention, std::optional<ArmFigures> comparator, TableReading where) {
    if (!intervention || !comparator) return;
    where.intervention = std::move(*intervention);
    where.comparator = std::move(*comparator);
    readings.push_back(std::move(where));
}

TableReading row_reading(const Place& place, const TableRow& row, std::string_view header) {
    TableReading reading;
    reading.kind = kind_of(place, row.label, header);
    reading.name = row.label;
    reading.own = innermost(row);
    reading.around = header;
    reading.caption = place.caption;
    reading.table = place.index;
    reading.rows = {row.line};
    return reading;
}

/// Arms in columns: each row is an endpoint or a time of it.
void add_columns(std::vector<TableReading>& readings, const Place& place, const Question& question, const ArmSizes& sizes) {
    for (const ArmColumns& columns : arm_columns(place.view, question)) {
        const std::string& header = place.view.headers[static_cast<std::size_t>(columns.intervention)];
        const std::string& other = place.view.headers[static_cast<std::size_t>(columns.comparator)];
        const auto n = stated_size(header);
        const auto m = stated_size(other);
        for (const TableRow& row : place.view.rows) {
            TableReading reading = row_reading(place, row, header);
            reading.other = other;
            reading.columns = {columns.intervention, columns.comparator};
            reading.p_column = columns.p;
            add_reading(readings, read_cell(place, row, columns.intervention, n ? n : sizes.intervention),
                        read_cell(place, row, columns.comparator, m ? m : sizes.comparator), std::move(reading));
        }
    }
}

/// Both arms in one cell, as its header says: "Intervention (control)" over "10.8 ± 2.0 (4.9 ± 1.9)".
struct DualColumn {
    int column = 0;
    bool intervention_first = true;
};

/// "words (words)" at the end of a text, or after its last semicolon or colon.
std::optional<std::pair<std::string_view, std::string_view>> in_brackets(std::string_view text) {
    if (const auto mark = text.find_last_of(";:"); mark != text.npos) text.remove_prefix(mark + 1);
    const auto open = text.find('(');
    const auto close = text.rfind(')');
    if (open == text.npos || close == text.npos || close < open) return std::nullopt;
    return std::pair(text.substr(0, open), text.substr(open + 1, close - open - 1));
}

std::optional<DualColumn> dual_column(std::string_view header, int column, const Question& question) {
    const auto parts = in_brackets(header);
    if (!parts) return std::nullopt;
    const auto fits = [&](std::string_view words, bool intervention) {
        const double i = arm_fit(words, question.intervention);
        const double c = arm_fit(words, question.comparator);
        if (i == c) return intervention ? question.intervention_is_generic && names_treatment(words) : question.control_is_comparator && names_control(words);
        return intervention ? i > c : c > i;
    };
    if (fits(parts->first, true) && fits(parts->second, false)) return DualColumn{column, true};
    if (fits(parts->first, false) && fits(parts->second, true)) return DualColumn{column, false};
    return std::nullopt;
}

/// Where the second arm's figures begin in a cell of both: the first bracket after those of the first arm's own spread.
std::optional<std::pair<std::string_view, std::string_view>> halves(std::string_view cell) {
    const auto open = cell.find('(');
    const auto close = cell.rfind(')');
    if (open == cell.npos || close == cell.npos || close < open + 2) return std::nullopt;
    const auto inner = cell.substr(open + 1, close - open - 1);
    if (inner.find('(') != inner.npos) return std::nullopt;
    return std::pair(cell.substr(0, open), inner);
}

void add_dual_columns(std::vector<TableReading>& readings, const Place& place, const Question& question, const ArmSizes& sizes) {
    for (std::size_t c = 1; c < place.view.headers.size(); ++c) {
        const std::string& header = place.view.headers[c];
        const auto dual = dual_column(header, static_cast<int>(c), question);
        if (!dual) continue;
        for (const TableRow& row : place.view.rows) {
            const auto cell = row.cells.find(dual->column);
            const auto parts = cell == row.cells.end() ? std::nullopt : halves(place.content->at(cell->second));
            if (!parts) continue;
            TableReading reading = row_reading(place, row, header);
            reading.other = header;
            reading.columns = {dual->column};
            auto first = cell_figures(parts->first, reading.kind, dual->intervention_first ? sizes.intervention : sizes.comparator);
            auto second = cell_figures(parts->second, reading.kind, dual->intervention_first ? sizes.comparator : sizes.intervention);
            if (!dual->intervention_first) std::swap(first, second);
            add_reading(readings, std::move(first), std::move(second), std::move(reading));
        }
    }
}

/// A row that one of its stubs names after an arm.
struct ArmRow {
    const TableRow* row = nullptr;
    std::size_t level = 0; ///< which of its stubs
    double fit = 0;
    std::string rest; ///< what its other stubs say: the endpoint, or its time
};

/// What a row's other stubs say, as words.
std::string rest_of(const ArmRow& row) {
    std::string words;
    for (std::size_t s = 0; s < row.row->stubs.size(); ++s) {
        const std::string& stub = row.row->stubs[s];
        const bool says = std::ranges::any_of(stub, [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }); // "2" only counts rows
        if (s == row.level || !says) continue;
        if (!words.empty()) words += ' ';
        words += stub;
    }
    return words;
}

std::string other_stubs(const TableRow& row, std::size_t level) {
    std::string rest;
    for (std::size_t s = 0; s < row.stubs.size(); ++s) {
        if (s != level) rest += row.stubs[s] + '\t';
    }
    return rest;
}

/// How many words of a name are none of the arm's: "school" of "provider-school" where "provider" is an arm too.
int extra_words(std::string_view name, const Phrase& arm, const Phrase& shared) {
    int extra = 0;
    for (const std::string& s : content_stems(name)) {
        const bool word = s.size() > 1 && std::isalpha(static_cast<unsigned char>(s.front())) != 0;
        extra += word && s != "group" && s != "arm" && arm.weight(s) == 0 && shared.weight(s) == 0;
    }
    return extra;
}

/// The rows whose stub at this level is an arm's name, only the best; `generic` tells one that is called by its role alone.
std::vector<ArmRow> fitting_rows(const Place& place, std::size_t level, const Phrase& arm, const Phrase& other, const Question& question,
                                 bool (*generic)(std::string_view)) {
    std::vector<ArmRow> rows;
    double best = 0;
    for (const TableRow& row : place.view.rows) {
        if (level >= row.stubs.size()) continue;
        const std::string& name = row.stubs[level];
        double fit = arm_fit(name, arm) - arm_fit(name, other);
        if (fit <= 0) fit = shared_fit(name, arm, other, question);
        if (fit <= 0 && generic != nullptr && generic(name)) fit = 0.3;
        fit *= 1 - 0.05 * std::min(extra_words(name, arm, question.shared), 4);
        if (fit > 0.1) rows.push_back({&row, level, fit, other_stubs(row, level)});
        best = std::max(best, fit);
    }
    std::erase_if(rows, [&](const ArmRow& row) { return row.fit < best * 0.96; });
    return rows;
}

void add_row_pair(std::vector<TableReading>& readings, const Place& place, const ArmRow& intervention, const ArmRow& comparator, const ArmSizes& sizes) {
    const TableRow& i = *intervention.row;
    const TableRow& c = *comparator.row;
    const auto n = stated_size(i.label);
    const auto m = stated_size(c.label);
    for (const auto& [column, cell] : i.cells) {
        if (std::ranges::find(place.view.stub_columns, column) != place.view.stub_columns.end()) continue;
        TableReading reading;
        reading.name = place.view.headers[static_cast<std::size_t>(column)];
        reading.kind = kind_of(place, i.label, reading.name);
        reading.around = i.label;
        reading.other = c.label;
        reading.rest = rest_of(intervention);
        reading.other_rest = rest_of(comparator);
        reading.caption = place.caption;
        reading.table = place.index;
        reading.rows = {i.line, c.line};
        reading.columns = {column};
        add_reading(readings, read_cell(place, i, column, n ? n : sizes.intervention), read_cell(place, c, column, m ? m : sizes.comparator), std::move(reading));
    }
}

/// Arms in rows: each column is an endpoint or a time of it; the rows' other stubs may name the endpoint.
void add_rows(std::vector<TableReading>& readings, const Place& place, const Question& question, const ArmSizes& sizes) {
    const std::size_t levels = place.view.stub_columns.size() + 1;
    for (std::size_t level = levels; level-- > 0;) { // the innermost first: a group's name may only mention an arm
        const auto interventions = fitting_rows(place, level, question.intervention, question.comparator, question,
                                                question.intervention_is_generic ? names_treatment : nullptr);
        const auto comparators = fitting_rows(place, level, question.comparator, question.intervention, question,
                                              question.control_is_comparator ? names_control : nullptr);
        if (interventions.empty() || comparators.empty()) continue;
        // A row goes with the other arm's row that says the same beside the arm; else the n-th of one with the n-th of the other.
        for (std::size_t k = 0; k < interventions.size(); ++k) {
            const auto same = std::ranges::find(comparators, interventions[k].rest, &ArmRow::rest);
            if (same != comparators.end()) add_row_pair(readings, place, interventions[k], *same, sizes);
            else if (level > 0 && k < comparators.size()) add_row_pair(readings, place, interventions[k], comparators[k], sizes);
        }
        return;
    }
}

} // namespace

std::vector<TableReading> read_tables(const DocumentText& content, const Question& question, const ArmSizes& sizes) {
    std::vector<TableReading> readings;
    for (std::size_t t = 0; t < content.tables.size(); ++t) {
        const Place place = place_of(content, static_cast<int>(t));
        const std::size_t before = readings.size();
        add_columns(readings, place, question, sizes);
        add_dual_columns(readings, place, question, sizes);
        if (readings.size() == before) add_rows(readings, place, question, sizes);
    }
    return readings;
}

} // namespace ekb::importers::extraction
