// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/synthesis/pool.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>

namespace ekb::query {

namespace {

using Studies = std::vector<EffectSize>;

/// Sums over studies weighted by 1 / (vi + tau2).
struct Weighted {
    double sum = 0;         ///< of weights
    double sum_squares = 0; ///< of squared weights
    double sum_cubes = 0;
    double mean = 0;
    double q = 0; ///< weighted squared distances from the mean
};

double weight(const EffectSize& study, double tau2) { return 1 / (study.vi + tau2); }

Weighted weigh(const Studies& studies, double tau2) {
    Weighted w;
    double sum_y = 0;
    for (const EffectSize& s : studies) {
        const double x = weight(s, tau2);
        w.sum += x;
        w.sum_squares += x * x;
        w.sum_cubes += x * x * x;
        sum_y += x * s.yi;
    }
    w.mean = sum_y / w.sum;
    for (const EffectSize& s : studies) w.q += weight(s, tau2) * (s.yi - w.mean) * (s.yi - w.mean);
    return w;
}

double degrees(const Studies& studies) { return static_cast<double>(studies.size()) - 1; }

double moment_tau2(const Studies& studies) {
    const Weighted w = weigh(studies, 0);
    return std::max(0.0, (w.q - degrees(studies)) / (w.sum - w.sum_squares / w.sum));
}

/// One step of Fisher scoring for the restricted likelihood (Viechtbauer 2005, eq. 14).
double reml_step(const Studies& studies, double tau2) {
    const Weighted w = weigh(studies, tau2);
    double squares = 0;
    for (const EffectSize& s : studies) {
        const double x = weight(s, tau2);
        squares += x * x * (s.yi - w.mean) * (s.yi - w.mean);
    }
    const double trace_p = w.sum - w.sum_squares / w.sum;
    const double trace_pp = w.sum_squares - 2 * w.sum_cubes / w.sum + w.sum_squares * w.sum_squares / (w.sum * w.sum);
    return (squares - trace_p) / trace_pp;
}

double reml_tau2(const Studies& studies) {
    constexpr int most_steps = 1000;
    double tau2 = moment_tau2(studies);
    for (int i = 0; i < most_steps; ++i) {
        double step = reml_step(studies, tau2);
        while (tau2 + step < 0) {
            step /= 2; // an estimate below 0 means 0: come near it from above
            if (std::fabs(step) < 1e-12) return 0;
        }
        tau2 += step;
        if (std::fabs(step) < 1e-10) break;
    }
    return tau2;
}

/// Higgins and Thompson's I² by the variance of a typical study.
double i_squared(const Studies& studies, double tau2) {
    const Weighted w = weigh(studies, 0);
    const double typical = degrees(studies) * w.sum / (w.sum * w.sum - w.sum_squares);
    return 100 * tau2 / (tau2 + typical);
}

void add_interval(Pooled& pooled, bool hartung_knapp, double df) {
    const double ratio = std::fabs(pooled.estimate / pooled.se);
    const boost::math::normal normal;
    double critical = boost::math::quantile(normal, 0.975);
    if (hartung_knapp) {
        const boost::math::students_t t(df);
        critical = boost::math::quantile(t, 0.975);
        pooled.p = 2 * boost::math::cdf(boost::math::complement(t, ratio));
    } else {
        pooled.p = 2 * boost::math::cdf(boost::math::complement(normal, ratio));
    }
    pooled.ci_low = pooled.estimate - critical * pooled.se;
    pooled.ci_high = pooled.estimate + critical * pooled.se;
    const double spread = critical * std::sqrt(pooled.se * pooled.se + pooled.tau2);
    pooled.prediction_low = pooled.estimate - spread;
    pooled.prediction_high = pooled.estimate + spread;
}

double tau2_of(const Studies& studies, PoolingModel model) {
    switch (model) {
    case PoolingModel::fixed_effect: return 0;
    case PoolingModel::dersimonian_laird: return moment_tau2(studies);
    case PoolingModel::reml_hartung_knapp: return reml_tau2(studies);
    }
    return 0;
}

} // namespace

std::optional<Pooled> pool(const Studies& studies, PoolingModel model) {
    if (studies.size() < 2) return std::nullopt;
    const double df = degrees(studies);
    Pooled pooled;
    pooled.tau2 = tau2_of(studies, model);
    const Weighted common = weigh(studies, 0);
    const Weighted w = weigh(studies, pooled.tau2);
    pooled.estimate = w.mean;
    pooled.se = std::sqrt(1 / w.sum);
    const bool hartung_knapp = model == PoolingModel::reml_hartung_knapp;
    if (hartung_knapp) pooled.se = std::sqrt(w.q / df / w.sum);
    pooled.q = common.q;
    pooled.q_p = boost::math::cdf(boost::math::complement(boost::math::chi_squared(df), common.q));
    pooled.i2 = model == PoolingModel::fixed_effect ? (common.q > df ? 100 * (common.q - df) / common.q : 0) : i_squared(studies, pooled.tau2);
    add_interval(pooled, hartung_knapp, df);
    if (model == PoolingModel::fixed_effect) pooled.prediction_low = pooled.prediction_high = std::nullopt;
    for (const EffectSize& s : studies) pooled.weights.push_back(100 * weight(s, pooled.tau2) / w.sum);
    return pooled;
}

std::vector<Pooled> leave_one_out(const Studies& studies, PoolingModel model) {
    std::vector<Pooled> all;
    if (studies.size() < 3) return all;
    for (std::size_t i = 0; i < studies.size(); ++i) {
        Studies others = studies;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        all.push_back(*pool(others, model));
    }
    return all;
}

std::optional<EggerTest> egger_test(const Studies& studies) {
    constexpr std::size_t fewest = 10;
    if (studies.size() < fewest) return std::nullopt;
    // Weighted regression of the effects on their standard errors; the slope is the asymmetry.
    double sum = 0, sum_x = 0, sum_y = 0, sum_xx = 0, sum_xy = 0;
    for (const EffectSize& s : studies) {
        const double w = 1 / s.vi;
        const double x = std::sqrt(s.vi);
        sum += w;
        sum_x += w * x;
        sum_y += w * s.yi;
        sum_xx += w * x * x;
        sum_xy += w * x * s.yi;
    }
    const double determinant = sum * sum_xx - sum_x * sum_x;
    if (determinant <= 1e-12 * sum * sum_xx) return std::nullopt;
    const double slope = (sum * sum_xy - sum_x * sum_y) / determinant;
    const double start = (sum_y - slope * sum_x) / sum;
    double residual = 0;
    for (const EffectSize& s : studies) {
        const double off = s.yi - start - slope * std::sqrt(s.vi);
        residual += off * off / s.vi;
    }
    EggerTest test;
    test.df = static_cast<double>(studies.size()) - 2;
    test.intercept = slope;
    test.t = slope / std::sqrt(residual / test.df * sum / determinant);
    test.p = 2 * boost::math::cdf(boost::math::complement(boost::math::students_t(test.df), std::fabs(test.t)));
    return test;
}

} // namespace ekb::query
