// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/cell_figures.h"

#include "importers/extraction/numbers/numbers.h"
#include "importers/extraction/words/lexicon.h"
#include "importers/extraction/words/tokens.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <iterator>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

namespace {

/// The numbers of a cell in order, and what stands between them.
struct CellNumbers {
    std::vector<double> values;
    std::vector<std::string> between; ///< symbols after each value, before the next, put together
    bool percent = false;             ///< a percent sign anywhere
};

/// The cell without the marks of footnotes that stand close after its numbers: "25.6c", "2.75iii".
std::string without_marks(std::string_view cell) {
    static constexpr std::string_view marks[] = {"a", "b", "c", "d", "e", "f", "i", "ii", "iii", "iv", "v", "vi"};
    const auto alnum = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    std::string kept;
    for (std::size_t i = 0; i < cell.size();) {
        std::size_t end = i;
        while (end < cell.size() && cell[end] >= 'a' && cell[end] <= 'z') ++end;
        const bool after_digit = i > 0 && cell[i - 1] >= '0' && cell[i - 1] <= '9';
        const bool last = end == cell.size() || !alnum(cell[end]);
        if (end > i && after_digit && last && std::ranges::find(marks, cell.substr(i, end - i)) != std::end(marks)) {
            i = end;
            continue;
        }
        end = std::max(end, i + 1);
        kept += cell.substr(i, end - i);
        i = end;
    }
    return kept;
}

CellNumbers read_numbers(std::string_view cell) {
    CellNumbers numbers;
    const std::vector<Token> tokens = tokenise(without_marks(cell));
    for (std::size_t i = 0; i < tokens.size();) {
        if (const auto number = signed_number(tokens, i)) {
            numbers.values.push_back(number->value);
            numbers.between.emplace_back();
            i = number->end;
            continue;
        }
        if (tokens[i].is("%")) numbers.percent = true;
        if (tokens[i].kind == TokenKind::symbol && !numbers.between.empty()) numbers.between.back() += tokens[i].lower;
        ++i;
    }
    return numbers;
}

bool is_whole(double value) { return value >= 0 && std::floor(value) == value; }

bool is_percent_of(double events, double total, double percent) { return total > 0 && std::fabs(events * 100 / total - percent) <= 1.0; }

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

/// "12/40 (30%)".
std::optional<ArmFigures> ratio(const CellNumbers& numbers) {
    if (numbers.values.size() < 2 || numbers.between[0] != "/" || !is_whole(numbers.values[0]) || !is_whole(numbers.values[1])) return std::nullopt;
    if (numbers.values[0] > numbers.values[1]) return std::nullopt;
    ArmFigures figures;
    figures.events = numbers.values[0];
    figures.total = numbers.values[1];
    return figures;
}

bool counts(const CellNumbers& numbers, std::optional<FigureKind> kind, std::optional<int> n) {
    if (!is_whole(numbers.values[0]) || has(numbers.between[0], "+-")) return false;
    if (numbers.values.size() >= 2 && n && numbers.between[0] == "(" && is_percent_of(numbers.values[0], *n, numbers.values[1])) return true;
    // A percent sign in the cell itself outweighs what a caption says of the table's other cells: "234 (75.2%)".
    if (numbers.values.size() >= 2 && numbers.percent && numbers.between[0] == "(") return true;
    return kind == FigureKind::count;
}

void add_spread(ArmFigures& figures, double spread, std::optional<FigureKind> kind) {
    if (spread < 0) return;
    (kind == FigureKind::mean_se ? figures.se : figures.sd) = spread;
}

/// "1944 (1793)", also with how many it is of: "1944 (1793) [5]".
bool takes_spread(const CellNumbers& numbers) {
    if (numbers.values.size() < 2 || !has(numbers.between[0], "(")) return false;
    if (numbers.values.size() == 2) return true;
    return numbers.values.size() == 3 && (has(numbers.between[1], ")[") || has(numbers.between[1], ")(")) && is_whole(numbers.values[2]);
}

ArmFigures central(const CellNumbers& numbers, std::optional<FigureKind> kind) {
    ArmFigures figures;
    const std::vector<double>& v = numbers.values;
    const std::string& after = numbers.between[0];
    if (kind == FigureKind::median && !has(after, "+-")) {
        figures.median = v[0];
        if (v.size() >= 3) {
            figures.q1 = v[1];
            figures.q3 = v[2];
        }
        return figures;
    }
    figures.mean = v[0];
    if (v.size() >= 2 && has(after, "+-")) add_spread(figures, v[1], kind);
    else if (takes_spread(numbers) && !numbers.percent && kind != FigureKind::count) add_spread(figures, v[1], kind);
    return figures;
}

} // namespace

std::optional<FigureKind> figure_kind(std::string_view words) {
    static const Lexicon kinds(resource("compare/figure_kinds.tsv"));
    const std::vector<Token> tokens = tokenise(words);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const auto found = kinds.match(tokens, i);
        if (!found) continue;
        if (found.value() == "mean_sd") return FigureKind::mean_sd;
        if (found.value() == "mean_se") return FigureKind::mean_se;
        if (found.value() == "mean") return FigureKind::mean;
        if (found.value() == "median") return FigureKind::median;
        return FigureKind::count;
    }
    return std::nullopt;
}

std::optional<ArmFigures> cell_figures(std::string_view cell, std::optional<FigureKind> kind, std::optional<int> n) {
    const CellNumbers numbers = read_numbers(cell);
    if (numbers.values.empty()) return std::nullopt;
    ArmFigures figures;
    if (auto found = ratio(numbers)) figures = *found;
    else if (counts(numbers, kind, n)) figures.events = numbers.values[0];
    else figures = central(numbers, kind);
    if (!figures.total && n) figures.n = n;
    if (figures.total) figures.n = static_cast<int>(*figures.total);
    figures.text = cell;
    return figures;
}

} // namespace ekb::importers::extraction
