// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/numbers/statistics.h"

namespace ekb::importers::extraction {

constexpr bool is_ratio(Measure measure) {
    return measure == Measure::hazard_ratio || measure == Measure::odds_ratio || measure == Measure::risk_ratio ||
           measure == Measure::rate_ratio;
}

/// The value of a measure that says no effect: 1 of ratios, 0 of differences.
constexpr double no_effect(Measure measure) {
    return is_ratio(measure) ? 1 : 0;
}

/// Whether an interval of a measure leaves it open which way the effect goes.
inline bool holds_no_effect(Measure measure, const Interval& interval) {
    return interval.low <= no_effect(measure) && interval.high >= no_effect(measure);
}

} // namespace ekb::importers::extraction
