// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/claim.h"
#include "query/synthesis/effect_size.h"

#include <optional>

namespace ekb::query {

/// An effect size and the measure that it is of.
struct ClaimEffect {
    Measure measure = Measure::mean_difference;
    EffectSize size;
};

/// Whether the measure is a ratio, pooled as its logarithm.
bool is_ratio(Measure measure);

/// The effect size of a claim: of its estimate with its interval where it has both and its words do not call it Bayesian, else of its arms' figures (means with
/// deviations: a mean difference; events: a risk ratio). nullopt where it has neither.
std::optional<ClaimEffect> claim_effect(const Claim& claim);

/// The band that a timepoint in the source's words lies in: "up to 6 weeks", "6 weeks to 6 months", "over 6 months",
/// "not stated".
std::string timepoint_band(const std::optional<std::string>& timepoint);

} // namespace ekb::query
