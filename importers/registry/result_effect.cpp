// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/result_effect.h"

#include "importers/registry/field_value.h"
#include "importers/registry/result_figures.h"
#include "importers/registry/tables.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace ekb::importers::registry {

namespace {

/// Bayesian analyses have their posterior probability in the field of the p-value, and say so beside it.
bool is_bayesian(const Analysis& analysis) {
    static const RE2 words("(?i)bayes|posterior|credible");
    return std::ranges::any_of(
        std::array{analysis.method, analysis.method_comment, analysis.p_comment, analysis.parameter},
        [](const std::string& text) { return RE2::PartialMatch(text, words); });
}

std::optional<std::pair<double, PRelation>> p_of(const Analysis& analysis) {
    return is_bayesian(analysis) ? std::nullopt : p_value_of(analysis.p_value);
}

/// The level that the analysis' own comment says it was tested at; 0.05 where it says none.
double significance_level(const Analysis& analysis) {
    static const RE2 stated("(?i)(?:alpha|α|significance(?: level)?|threshold)[^0-9.]{0,25}(0?\\.[0-9]+)");
    std::string level;
    for (const std::string* comment : {&analysis.p_comment, &analysis.method_comment, &analysis.description}) {
        if (!RE2::PartialMatch(*comment, stated, &level)) continue;
        if (const auto value = number_of(level); value && *value > 0 && *value <= 0.2) return *value;
    }
    return 0.05;
}

std::optional<bool> p_significant(const Analysis& analysis) {
    const auto p = p_of(analysis);
    if (!p) return std::nullopt;
    const double level = significance_level(analysis);
    switch (p->second) {
    case PRelation::equal:
        return p->first < level;
    case PRelation::less:
        return p->first <= level ? std::optional(true) : std::nullopt;
    case PRelation::greater:
        return p->first >= level ? std::optional(false) : std::nullopt;
    }
    return std::nullopt;
}

/// Whether a two-sided interval of 95% or more leaves out the value of no difference.
std::optional<bool> interval_significant(const Analysis& analysis) {
    if (is_bayesian(analysis)) return std::nullopt; // a credible interval tests nothing
    const auto null_value = meaning_of_parameter(analysis.parameter).null_value;
    const auto low = number_of(analysis.ci_lower);
    const auto high = number_of(analysis.ci_upper);
    const auto level = number_of(analysis.ci_percent);
    if (!null_value || !low || !high || *low > *high || !level || *level < 95 || analysis.ci_sides == "ONE_SIDED")
        return std::nullopt;
    return *null_value < *low || *null_value > *high;
}

bool tests_superiority(const Analysis& analysis) {
    return analysis.hypothesis.empty() || analysis.hypothesis.starts_with("SUPERIORITY");
}

/// Times until something happens: the more hazard, the less time.
bool is_time(const OutcomeMeasure& outcome) {
    static const RE2 unit("(?i)^(?:hours?|days?|weeks?|months?|years?)\\b");
    return outcome.parameter == "MEDIAN" && RE2::PartialMatch(outcome.unit, unit);
}

/// Whether the estimate is the comparator's figure less (or by) the intervention's: its sign is the other one.
bool is_reversed(const OutcomeMeasure& outcome, const Analysis& analysis, const ParameterMeaning& meaning, const ComparedPair& pair) {
    const auto value = number_of(analysis.value);
    if (!meaning.null_value || !value) return false;
    const double estimate = *value;
    const bool inverse = meaning.measure == Measure::hazard_ratio && is_time(outcome);
    // Medians may lie the other way round than the hazards where these hardly differ.
    if (inverse && interval_significant(analysis) == false) return false;
    const double difference = inverse ? pair.comparator - pair.intervention : pair.intervention - pair.comparator;
    return difference != 0 && estimate != *meaning.null_value && (estimate > *meaning.null_value) != (difference > 0);
}

void set_interval(const Analysis& analysis, Effect& effect) {
    effect.ci_low = number_of(analysis.ci_lower);
    effect.ci_high = number_of(analysis.ci_upper);
    if (effect.ci_low && effect.ci_high && *effect.ci_low > *effect.ci_high) {
        effect.ci_low.reset(); // typed in the wrong fields, or wrong: the text shows both
        effect.ci_high.reset();
    }
    if (effect.ci_low || effect.ci_high) effect.ci_level = number_of(analysis.ci_percent);
}

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

/// The parameter's meaning. A difference that does not say of what is one of what the outcome was measured in: means, or shares of
/// the participants.
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

/// Whom a movement favours, where the outcome's own description says what a higher figure means. Figures that are
/// shares or counts of people are not on the scale that it speaks of, and a "reduction" has its sign turned.
std::optional<Favours> favours_of(const OutcomeMeasure& outcome, Direction direction) {
    static const RE2 turned("(?i)reduction|decrease|decline|loss|worsening|percent|proportion");
    const bool on_scale = outcome.parameter.ends_with("MEAN") || outcome.parameter == "MEDIAN";
    if (!on_scale || RE2::PartialMatch(outcome.title, turned) || RE2::PartialMatch(outcome.unit, turned))
        return std::nullopt;
    const auto better = higher_is_better(outcome.description);
    if (!better) return std::nullopt;
    return *better == (direction == Direction::increased) ? Favours::intervention : Favours::comparator;
}

void set_direction(const OutcomeMeasure& outcome, const Analysis& analysis, const std::optional<ComparedPair>& pair,
                   Effect& effect) {
    const auto difference = tests_superiority(analysis) ? found_difference(analysis) : std::nullopt;
    if (!difference) return;
    if (!*difference) {
        effect.direction = Direction::no_difference;
        effect.favours = Favours::neither;
    } else if (pair && pair->intervention != pair->comparator) {
        effect.direction = pair->intervention > pair->comparator ? Direction::increased : Direction::decreased;
        effect.favours = favours_of(outcome, *effect.direction);
    }
}

} // namespace

std::optional<bool> found_difference(const Analysis& analysis) {
    const auto by_p = p_significant(analysis);
    const auto by_interval = interval_significant(analysis);
    if (by_p && by_interval && *by_p != *by_interval) return std::nullopt;
    return by_p ? by_p : by_interval;
}

Effect analysis_effect(const OutcomeMeasure& outcome, const Analysis& analysis,
                       const std::optional<ComparedPair>& pair) {
    Effect effect;
    const ParameterMeaning meaning = meaning_of(outcome, analysis);
    effect.value = number_of(analysis.value);
    set_interval(analysis, effect);
    if (const auto p = p_of(analysis)) {
        effect.p = p->first;
        effect.p_op = p->second;
    }
    if (analysis.groups.size() != 2) return effect; // within a group, or over all: none of the measures between two
    const bool estimated = effect.value || effect.ci_low || effect.ci_high;
    const bool reversed = pair && is_reversed(outcome, analysis, meaning, *pair);
    if (estimated && !reversed) effect.measure = meaning.measure;
    if (effect.measure) effect.unit = unit_of(outcome, analysis, *effect.measure);
    set_direction(outcome, analysis, pair, effect);
    return effect;
}

} // namespace ekb::importers::registry
