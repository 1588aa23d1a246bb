// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/synthesis/claim_effect.h"

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace ekb::query {

namespace {

/// Whether its words call the estimate a Bayesian one: the interval beside it is a credible one, whose prior belongs to it.
bool is_bayesian(const Claim& claim) {
    static const RE2 words(R"((?i)\bposterior (?:[a-z]+ ){0,5}(?:median|mean|ratio|difference|probability)\b|\bbayes|\bcredible interval)");
    return std::ranges::any_of(claim.evidence, [](const Evidence& evidence) { return RE2::PartialMatch(evidence.quote, words); });
}

std::optional<ClaimEffect> of_estimate(const Claim& claim) {
    const Effect& effect = claim.effect;
    if (!effect.measure || !effect.value || !effect.ci_low || !effect.ci_high) return std::nullopt;
    if (is_bayesian(claim)) return std::nullopt;
    if (*effect.measure == Measure::percent_change || *effect.measure == Measure::arm_values) return std::nullopt;
    const IntervalEstimate estimate{*effect.value, *effect.ci_low, *effect.ci_high, effect.ci_level.value_or(95)};
    const auto size = from_interval(estimate, is_ratio(*effect.measure));
    if (!size) return std::nullopt;
    return ClaimEffect{*effect.measure, *size};
}

std::optional<GroupMean> group_mean(const ArmFigures& arm) {
    if (!arm.mean || !arm.n) return std::nullopt;
    const double n = *arm.n;
    if (arm.sd) return GroupMean{*arm.mean, *arm.sd, n};
    if (arm.se) return GroupMean{*arm.mean, *arm.se * std::sqrt(n), n};
    return std::nullopt;
}

std::optional<GroupEvents> group_events(const ArmFigures& arm) {
    if (!arm.events) return std::nullopt;
    if (arm.total) return GroupEvents{*arm.events, *arm.total};
    if (arm.n) return GroupEvents{*arm.events, static_cast<double>(*arm.n)};
    return std::nullopt;
}

std::optional<ClaimEffect> of_arms(const Claim& claim) {
    if (claim.arms.size() != 2) return std::nullopt;
    const auto i = group_events(claim.arms[0]);
    const auto c = group_events(claim.arms[1]);
    if (i && c) {
        const auto size = log_risk_ratio(*i, *c);
        return size ? std::optional(ClaimEffect{Measure::risk_ratio, *size}) : std::nullopt;
    }
    const auto im = group_mean(claim.arms[0]);
    const auto cm = group_mean(claim.arms[1]);
    if (!im || !cm) return std::nullopt;
    const auto size = mean_difference(*im, *cm);
    return size ? std::optional(ClaimEffect{Measure::mean_difference, *size}) : std::nullopt;
}

double unit_days(const std::string& unit) {
    if (unit.starts_with("h")) return 1.0 / 24;
    if (unit.starts_with("d")) return 1;
    if (unit.starts_with("w")) return 7;
    if (unit.starts_with("m")) return 365.0 / 12;
    return 365;
}

/// The last time that the words name, in days: "from baseline to week 16" is 112.
std::optional<double> days_in(const std::string& words) {
    static const RE2 number_first(R"((?i)(\d+(?:\.\d+)?)[ -]?(hour|day|week|wk|month|mo|year|yr))");
    static const RE2 unit_first(R"((?i)(hour|day|week|month|year)s? (\d+(?:\.\d+)?))");
    std::optional<double> days;
    double number = 0;
    std::string unit;
    re2::StringPiece left(words);
    while (RE2::FindAndConsume(&left, number_first, &number, &unit)) days = number * unit_days(unit);
    left = words;
    while (RE2::FindAndConsume(&left, unit_first, &unit, &number)) days = number * unit_days(unit);
    return days;
}

} // namespace

bool is_ratio(Measure measure) {
    return measure == Measure::risk_ratio || measure == Measure::odds_ratio || measure == Measure::hazard_ratio || measure == Measure::rate_ratio;
}

std::optional<ClaimEffect> claim_effect(const Claim& claim) {
    auto effect = of_estimate(claim);
    return effect ? effect : of_arms(claim);
}

std::string timepoint_band(const std::optional<std::string>& timepoint) {
    const auto days = timepoint ? days_in(*timepoint) : std::nullopt;
    if (!days) return "not stated";
    if (*days <= 42) return "up to 6 weeks";
    return *days <= 183 ? "6 weeks to 6 months" : "over 6 months";
}

} // namespace ekb::query
