// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/result_measure.h"

#include "importers/registry/field_value.h"
#include "importers/registry/result_figures.h"

#include <re2/re2.h>

#include <cmath>

namespace ekb::importers::registry {

namespace {

/// "%" or "proportion", where the words say one of them.
std::optional<std::string> share_of(const std::string& words) {
    static const RE2 percent("(?i)%|\\bpercent(?:age)?s?\\b");
    static const RE2 proportion("(?i)\\bproportions?\\b");
    if (RE2::PartialMatch(words, percent)) return "%";
    if (RE2::PartialMatch(words, proportion)) return "proportion";
    return std::nullopt;
}

/// Whether an outcome's figures are how many of the participants something holds of, as a number or a share.
bool is_of_people(const OutcomeMeasure& outcome) {
    static const RE2 people("(?i)\\b(?:percent(?:age)?|proportion|number) of (?:[a-z]+ )?(?:participants|patients|subjects)\\b");
    if (outcome.parameter == "COUNT_OF_UNITS") return false; // eyes, lesions
    if (is_count(outcome)) return true;
    if (outcome.parameter != "NUMBER") return false;
    return RE2::PartialMatch(outcome.unit, people) || (share_of(outcome.unit) && RE2::PartialMatch(outcome.title, people));
}

/// In what a difference between two shares of participants is given: as the outcome's figures are or, where people are counted, as the
/// parameter says; or in percent where it is one of rates by more than 1, which no two proportions are. nullopt where nothing tells.
std::optional<std::string> unit_of_shares(const OutcomeMeasure& outcome, const Analysis& analysis) {
    if (share_of(outcome.unit)) return outcome.unit;
    if (const auto share = share_of(analysis.parameter)) return share;
    static const RE2 of_rates("(?i)\\b(?:rates?|risks?)\\b");
    const auto value = number_of(analysis.value);
    return value && std::abs(*value) > 1 && RE2::PartialMatch(analysis.parameter, of_rates) ? std::optional<std::string>("%") : std::nullopt;
}

} // namespace

ParameterMeaning meaning_of(const OutcomeMeasure& outcome, const Analysis& analysis) {
    static const RE2 bare("(?i)^(?:estimated? (?:of (?:the )?)?|adjusted )?(?:treatment |between[- ]group )?difference$");
    static const RE2 of_shares("(?i)difference");
    static const RE2 of_others("(?i)mean|median|average|rank|score|hodges|change|reduction|ratio|log");
    const std::string& parameter = analysis.parameter;
    if (RE2::PartialMatch(parameter, bare) && (outcome.parameter == "MEAN" || outcome.parameter == "LEAST_SQUARES_MEAN"))
        return {Measure::mean_difference, 0};
    const bool of_people = RE2::PartialMatch(parameter, of_shares) && !RE2::PartialMatch(parameter, of_others) && is_of_people(outcome);
    if (of_people && unit_of_shares(outcome, analysis)) return {Measure::risk_difference, 0};
    return meaning_of_parameter(parameter);
}

std::optional<std::string> unit_of(const OutcomeMeasure& outcome, const Analysis& analysis, Measure measure) {
    if (measure == Measure::risk_difference) return unit_of_shares(outcome, analysis);
    if (measure != Measure::mean_difference || outcome.unit.empty()) return std::nullopt;
    return outcome.unit;
}

} // namespace ekb::importers::registry
