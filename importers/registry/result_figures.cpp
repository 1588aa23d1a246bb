// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/result_figures.h"

#include "importers/registry/field_value.h"
#include "importers/registry/study_text.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace ekb::importers::registry {

namespace {

bool counts_people(std::string_view units) {
    static constexpr std::array<std::string_view, 8> people{"participant", "participants", "subject",     "subjects",
                                                            "patient",     "patients",     "individuals", "people"};
    const std::string plain = folded(units);
    if (std::ranges::find(people, plain) != people.end()) return true;
    // "number of participants", "count of subjects"; not "percentage of participants"
    for (const std::string_view before : {"number of ", "count of ", "no of "}) {
        if (plain.starts_with(before) && std::ranges::find(people, plain.substr(before.size())) != people.end())
            return true;
    }
    return false;
}

std::optional<int> count_in(const std::vector<Denominator>& denominators, std::string_view units,
                            std::string_view group) {
    for (const Denominator& denominator : denominators) {
        const bool wanted =
            units.empty() ? counts_people(denominator.units) : folded(denominator.units) == folded(units);
        if (!wanted) continue;
        const auto found = std::ranges::find(denominator.counts, group, &Count::group);
        if (found != denominator.counts.end()) return count_of(found->value);
    }
    return std::nullopt;
}

/// How many of the units (participants where empty) the cell's figures of a group are of.
std::optional<int> denominator(const OutcomeCell& cell, std::string_view units, std::string_view group) {
    if (const auto of_class = count_in(cell.one->denominators, units, group)) return of_class;
    return count_in(cell.outcome->denominators, units, group);
}

const Measurement* measurement(const OutcomeCell& cell, std::string_view group) {
    const auto& all = cell.figures().measurements;
    const auto found = std::ranges::find(all, group, &Measurement::group);
    return found == all.end() ? nullptr : &*found;
}

/// What a count is out of: units of the registry's own choice, or participants.
std::optional<int> total_of_count(const OutcomeCell& cell, std::string_view group) {
    const std::string& parameter = cell.outcome->parameter;
    if (parameter == "COUNT_OF_UNITS") return denominator(cell, cell.outcome->denominator_units, group);
    const bool people = parameter == "COUNT_OF_PARTICIPANTS" ||
                        ((parameter == "NUMBER" || parameter.empty()) && counts_people(cell.outcome->unit));
    return people ? denominator(cell, "", group) : std::nullopt;
}

/// Whether the figures are counts of events, which say more of a larger group by themselves.
bool counts_events(const OutcomeMeasure& outcome) {
    static const RE2 events(
        R"((?i)^(?:number of |total |count of )?[a-z -]*(?:events?|episodes?|hospitali[sz]ations?|visits?|deaths?|exacerbations?|relapses?|falls?|infections?|cases?)$)");
    return outcome.parameter == "NUMBER" && RE2::PartialMatch(outcome.unit, events);
}

void set_spread(const OutcomeMeasure& outcome, const Measurement& m, ArmFigures& figures) {
    const std::string dispersion = constant_of(outcome.dispersion);
    if (dispersion == "STANDARD_DEVIATION") figures.sd = number_of(m.spread);
    if (dispersion == "STANDARD_ERROR") figures.se = number_of(m.spread);
    if (dispersion == "INTER_QUARTILE_RANGE") {
        figures.q1 = number_of(m.lower);
        figures.q3 = number_of(m.upper);
    }
}

} // namespace

bool is_count(const OutcomeMeasure& outcome) {
    return outcome.parameter == "COUNT_OF_PARTICIPANTS" || outcome.parameter == "COUNT_OF_UNITS" ||
           (outcome.parameter == "NUMBER" && counts_people(outcome.unit));
}

std::optional<int> participants(const OutcomeCell& cell, std::string_view group) {
    return denominator(cell, "", group);
}

std::optional<int> participants(const OutcomeMeasure& outcome, std::string_view group) {
    return count_in(outcome.denominators, "", group);
}

std::optional<ArmFigures> arm_figures(const OutcomeCell& cell, const ResultGroup& group) {
    const Measurement* m = measurement(cell, group.id);
    if (m == nullptr || (m->value.empty() && m->comment.empty())) return std::nullopt;
    const OutcomeMeasure& outcome = *cell.outcome;
    ArmFigures figures;
    figures.name = group.title;
    figures.n = participants(cell, group.id);
    figures.text = figure_text(outcome, *m);
    const auto value = number_of(m->value);
    if (outcome.parameter == "MEAN" || outcome.parameter == "LEAST_SQUARES_MEAN") {
        figures.mean = value;
        if (value) set_spread(outcome, *m, figures);
    } else if (outcome.parameter == "MEDIAN") {
        figures.median = value;
        if (value) set_spread(outcome, *m, figures);
    } else if (is_count(outcome)) {
        figures.events = value;
        figures.total = total_of_count(cell, group.id);
    }
    return figures;
}

std::optional<double> compared_value(const OutcomeCell& cell, std::string_view group) {
    const Measurement* m = measurement(cell, group);
    const auto value = m == nullptr ? std::nullopt : number_of(m->value);
    const bool people = is_count(*cell.outcome);
    if (!value || !(people || counts_events(*cell.outcome))) return value;
    const auto total = people ? total_of_count(cell, group) : participants(cell, group);
    return total && *total > 0 ? std::optional(*value / *total) : std::nullopt;
}

} // namespace ekb::importers::registry
