// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/synthesis/effect_size.h"

#include <optional>
#include <vector>

namespace ekb::query {

enum class PoolingModel {
    fixed_effect,       ///< one true effect; inverse variance
    dersimonian_laird,  ///< random effects, moment estimator, normal intervals
    reml_hartung_knapp, ///< random effects, restricted maximum likelihood, Hartung–Knapp intervals
};

/// A pooled effect on the scale of its effect sizes, with 95% intervals.
struct Pooled {
    double estimate = 0;
    double se = 0;
    double ci_low = 0;
    double ci_high = 0;
    double p = 0;
    double tau2 = 0; ///< variance between studies
    double i2 = 0;   ///< in percent: how much of the variation is between studies
    double q = 0;    ///< Cochran's Q
    double q_p = 1;
    /// Where a new study's true effect would lie; of random effects only.
    std::optional<double> prediction_low;
    std::optional<double> prediction_high;
    std::vector<double> weights; ///< in percent, one a study
};

/// Pools two or more studies; nullopt for fewer. As metafor's rma (method "FE", "DL", "REML" with test="knha") and
/// predict. Thread-safe.
std::optional<Pooled> pool(const std::vector<EffectSize>& studies, PoolingModel model);

/// The pooled effect without each study in turn; empty for fewer than three.
std::vector<Pooled> leave_one_out(const std::vector<EffectSize>& studies, PoolingModel model);

/// Egger's regression test for small-study effects: the standardised effect on precision (metafor's regtest, model "lm").
struct EggerTest {
    double intercept = 0; ///< of the regression on precision: the asymmetry
    double t = 0;
    double df = 0;
    double p = 0;
};

/// nullopt for fewer than ten studies (Cochrane Handbook, 13.3.5.4) or where all have one size.
std::optional<EggerTest> egger_test(const std::vector<EffectSize>& studies);

} // namespace ekb::query
