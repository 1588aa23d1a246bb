// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/synthesis/effect_size.h"

#include <boost/math/distributions/normal.hpp>

#include <cmath>

namespace ekb::query {

namespace {

bool usable(const GroupMean& group) { return group.sd > 0 && group.n >= 2; }
bool usable(const GroupEvents& group) { return group.total > 0 && group.events >= 0 && group.events <= group.total; }

/// A two-by-two table, with half an event added everywhere where a cell is empty.
struct Cells {
    double a, b, c, d; ///< events and others, intervention and then comparator
};

std::optional<Cells> cells_of(const GroupEvents& intervention, const GroupEvents& comparator) {
    if (!usable(intervention) || !usable(comparator)) return std::nullopt;
    Cells cells{intervention.events, intervention.total - intervention.events, comparator.events, comparator.total - comparator.events};
    if ((cells.a == 0 && cells.c == 0) || (cells.b == 0 && cells.d == 0)) return std::nullopt;
    if (cells.a == 0 || cells.b == 0 || cells.c == 0 || cells.d == 0) cells = {cells.a + 0.5, cells.b + 0.5, cells.c + 0.5, cells.d + 0.5};
    return cells;
}

/// What makes Cohen's d unbiased (Hedges 1981).
double small_sample_correction(double df) { return std::exp(std::lgamma(df / 2) - std::log(std::sqrt(df / 2)) - std::lgamma((df - 1) / 2)); }

} // namespace

std::optional<EffectSize> mean_difference(const GroupMean& i, const GroupMean& c) {
    if (!usable(i) || !usable(c)) return std::nullopt;
    return EffectSize{i.mean - c.mean, i.sd * i.sd / i.n + c.sd * c.sd / c.n};
}

std::optional<EffectSize> standardised_mean_difference(const GroupMean& i, const GroupMean& c) {
    if (!usable(i) || !usable(c)) return std::nullopt;
    const double df = i.n + c.n - 2;
    const double pooled = std::sqrt(((i.n - 1) * i.sd * i.sd + (c.n - 1) * c.sd * c.sd) / df);
    const double g = small_sample_correction(df) * (i.mean - c.mean) / pooled;
    return EffectSize{g, 1 / i.n + 1 / c.n + g * g / (2 * (i.n + c.n))};
}

std::optional<EffectSize> log_risk_ratio(const GroupEvents& intervention, const GroupEvents& comparator) {
    const auto t = cells_of(intervention, comparator);
    if (!t) return std::nullopt;
    return EffectSize{std::log(t->a / (t->a + t->b)) - std::log(t->c / (t->c + t->d)),
                      1 / t->a - 1 / (t->a + t->b) + 1 / t->c - 1 / (t->c + t->d)};
}

std::optional<EffectSize> log_odds_ratio(const GroupEvents& intervention, const GroupEvents& comparator) {
    const auto t = cells_of(intervention, comparator);
    if (!t) return std::nullopt;
    return EffectSize{std::log(t->a * t->d / (t->b * t->c)), 1 / t->a + 1 / t->b + 1 / t->c + 1 / t->d};
}

std::optional<EffectSize> risk_difference(const GroupEvents& intervention, const GroupEvents& comparator) {
    const auto t = cells_of(intervention, comparator);
    if (!t) return std::nullopt;
    const double n1 = t->a + t->b;
    const double n2 = t->c + t->d;
    const double p1 = t->a / n1;
    const double p2 = t->c / n2;
    return EffectSize{p1 - p2, p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2};
}

std::optional<EffectSize> from_interval(const IntervalEstimate& e, bool ratio) {
    if (!(e.low < e.estimate && e.estimate < e.high) || e.level <= 0 || e.level >= 100) return std::nullopt;
    if (ratio && e.low <= 0) return std::nullopt;
    const double z = boost::math::quantile(boost::math::normal(), 0.5 + e.level / 200);
    const double low = ratio ? std::log(e.low) : e.low;
    const double high = ratio ? std::log(e.high) : e.high;
    const double se = (high - low) / (2 * z);
    return EffectSize{ratio ? std::log(e.estimate) : e.estimate, se * se};
}

} // namespace ekb::query
