// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/figures.h"

#include "importers/extraction/numbers/statistics.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace ekb::importers::extraction {

namespace {

bool is_time(const Figure& figure) {
    if (!figure.unit) return false;
    static constexpr std::string_view units[] = {"week", "weeks", "month", "months", "day", "days", "year", "years"};
    return std::ranges::find(units, *figure.unit) != std::end(units);
}

/// What a clause says of arms and figures, in order: an arm ('I', 'C'; neighbours alike once) or a figure ('F').
struct Item {
    char kind = 'F';
    std::size_t figure = 0;
};

char arm_at(const Roles& roles, std::size_t i) {
    if (roles.intervention[i] == roles.comparator[i]) return ' ';
    return roles.intervention[i] ? 'I' : 'C';
}

std::vector<Item> items_of(const Roles& roles, TokenRange range, const std::vector<Figure>& figures) {
    std::vector<Item> items;
    std::size_t next = 0;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        while (next < figures.size() && figures[next].end <= i - range.begin) ++next;
        if (next < figures.size() && figures[next].first == i - range.begin) {
            items.push_back({'F', next});
            i = range.begin + figures[next].end - 1;
            continue;
        }
        const char arm = arm_at(roles, i);
        if (arm != ' ' && (items.empty() || items.back().kind != arm)) items.push_back({arm, 0});
    }
    return items;
}

bool alike(const Figure& a, const Figure& b) { return a.rich() == b.rich() && a.percent.has_value() == b.percent.has_value(); }

/// The intervention's figure and the comparator's.
using Pair = std::pair<Figure, Figure>;

std::optional<Pair> ordered_pair(const Figure& a, const Figure& b, bool intervention_first) {
    if (!alike(a, b)) return std::nullopt;
    return intervention_first ? Pair(a, b) : Pair(b, a);
}

/// "A 5 and B 3", "5 in A and 3 in B", "A more than B (5 v 3)": what four items in a row say.
std::optional<Pair> pair_at(const std::vector<Item>& items, std::size_t at, const std::vector<Figure>& figures) {
    const auto kind = [&](std::size_t k) { return items[at + k].kind; };
    const auto figure = [&](std::size_t k) -> const Figure& { return figures[items[at + k].figure]; };
    const std::string shape{kind(0), kind(1), kind(2), kind(3)};
    if (shape == "IFCF" || shape == "CFIF") return ordered_pair(figure(1), figure(3), kind(0) == 'I');
    if (shape == "FIFC" || shape == "FCFI") return ordered_pair(figure(0), figure(2), kind(1) == 'I');
    if (shape == "ICFF" || shape == "CIFF") return ordered_pair(figure(2), figure(3), kind(0) == 'I');
    return std::nullopt;
}

std::optional<Pair> first_pair(const std::vector<Item>& items, const std::vector<Figure>& figures) {
    for (std::size_t at = 0; at + 4 <= items.size(); ++at) {
        if (auto pair = pair_at(items, at, figures)) return pair;
    }
    return std::nullopt;
}

int sign_of(double difference) { return difference > 0 ? 1 : difference < 0 ? -1 : 0; }

/// What a figure is compared by: its share where it is a count of a total.
double size_of(const Figure& figure) {
    if (figure.percent) return *figure.percent;
    if (figure.total && *figure.total > 0) return figure.value / *figure.total;
    return figure.value;
}

std::optional<bool> significance(const Statistics& statistics) {
    for (const PValue& p : statistics.p_values) {
        if (const auto decided = p.value ? p.significant() : std::optional<bool>(false)) return decided;
    }
    return std::nullopt;
}

std::optional<Pair> pair_in(const Statistics& statistics, const Roles& roles, TokenRange range) {
    std::vector<Figure> figures;
    std::ranges::copy_if(statistics.figures, std::back_inserter(figures), [](const Figure& f) { return !is_time(f); });
    return first_pair(items_of(roles, range, figures), figures);
}

Statistics statistics_in(const Passage& passage, TokenRange range) {
    return find_statistics(Tokens(passage.tokens).subspan(range.begin, range.end - range.begin));
}

} // namespace

std::optional<std::pair<Figure, Figure>> figure_pair(const Passage& passage, const Roles& roles, TokenRange range) {
    return pair_in(statistics_in(passage, range), roles, range);
}

std::optional<FigureComparison> compare_figures(const Passage& passage, const Roles& roles, TokenRange range) {
    const Statistics statistics = statistics_in(passage, range);
    const auto pair = pair_in(statistics, roles, range);
    if (!pair) return std::nullopt;
    return FigureComparison{sign_of(size_of(pair->first) - size_of(pair->second)), significance(statistics)};
}

} // namespace ekb::importers::extraction
