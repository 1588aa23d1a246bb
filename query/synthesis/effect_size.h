// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

namespace ekb::query {

/// One study's effect as it is pooled: ratios are on the log scale. `vi` is above 0.
struct EffectSize {
    double yi = 0;
    double vi = 0;
};

/// A continuous endpoint in one arm.
struct GroupMean {
    double mean = 0;
    double sd = 0; ///< above 0
    double n = 0;  ///< at least 2
};

/// Events in one arm.
struct GroupEvents {
    double events = 0;
    double total = 0;
};

/// An estimate with the bounds of its confidence interval.
struct IntervalEstimate {
    double estimate = 0;
    double low = 0;
    double high = 0;
    double level = 95; ///< in percent
};

// The first argument is the intervention. Each gives nullopt where the figures cannot be right (an sd of 0, more events
// than participants, a bound on the wrong side). Formulas: metafor's escalc, in the order of its measures; thread-safe.

/// MD: variance by the arms' own deviations.
std::optional<EffectSize> mean_difference(const GroupMean& intervention, const GroupMean& comparator);
/// SMD: Hedges' g with the exact correction, large-sample variance.
std::optional<EffectSize> standardised_mean_difference(const GroupMean& intervention, const GroupMean& comparator);
/// RR, OR: log ratios; half an event is added to each cell where one is empty. Nothing where nobody, or everybody, had
/// an event in both arms.
std::optional<EffectSize> log_risk_ratio(const GroupEvents& intervention, const GroupEvents& comparator);
std::optional<EffectSize> log_odds_ratio(const GroupEvents& intervention, const GroupEvents& comparator);
/// RD.
std::optional<EffectSize> risk_difference(const GroupEvents& intervention, const GroupEvents& comparator);
/// From an estimate and its interval. `ratio`: they are ratios, taken to the log scale, and above 0.
std::optional<EffectSize> from_interval(const IntervalEstimate& estimate, bool ratio);

} // namespace ekb::query
