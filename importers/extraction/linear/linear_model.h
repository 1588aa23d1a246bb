// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

/// A feature of an example: a hashed name and its value.
struct Feature {
    std::uint32_t hash = 0;
    float value = 1;
};
using Features = std::vector<Feature>;

/// The hash of a feature's name. The same on every machine.
std::uint32_t feature_hash(std::string_view name);

/// Collects an example's features by name.
class FeatureSet {
public:
    void add(std::string_view name, float value = 1) { m_features.push_back({feature_hash(name), value}); }
    const Features& features() const { return m_features; }

private:
    Features m_features;
};

/// Multinomial logistic regression over hashed features. A model is a data file: training/train_linear.h makes it.
/// Immutable, thread-safe.
class LinearModel {
public:
    /// Reads what `serialised` wrote. Throws Error where the bytes are no model.
    explicit LinearModel(std::string_view bytes);
    /// `weights` holds 2^bits rows of one weight a class; `intercepts` one a class.
    LinearModel(int bits, std::vector<float> intercepts, std::vector<float> weights);

    int classes() const { return static_cast<int>(m_intercepts.size()); }
    /// The scores of the classes before they are made probabilities.
    std::vector<double> scores(const Features& features) const;
    /// The probability of each class; they sum to 1.
    std::vector<double> probabilities(const Features& features) const;
    /// The model as a data file: only rows that are not zero, weights in 16 bits.
    std::string serialised() const;

private:
    int m_bits = 0;
    std::vector<float> m_intercepts;
    std::vector<float> m_weights;
};

} // namespace ekb::importers::extraction
