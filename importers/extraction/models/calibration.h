// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace ekb::importers::extraction {

/// What a model's probability is worth: how often a claim of it is right, as a cross-validation found. Immutable,
/// thread-safe.
class Calibration {
public:
    /// Takes a probability for what it says.
    Calibration() = default;
    /// `file`: rows of a probability and the share of right claims at it, both 0..1 and rising (data/confidence.tsv).
    /// Throws Error where a row is not so.
    explicit Calibration(std::string_view file);

    /// Between two rows in a straight line; before the first and behind the last as they say.
    double operator()(double probability) const;

private:
    std::vector<std::pair<double, double>> m_points;
};

} // namespace ekb::importers::extraction
