// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/result_effect.h"

#include "importers/registry/field_value.h"
#include "importers/registry/result_measure.h"
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
