// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
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
    std::size_t rows() const { return std::size_t{1} << static_cast<unsigned>(m_bits); }
    bool sparse() const { return !m_present.empty(); }
    /// Takes 2^bits rows; keeps all of them where most are not zero.
    void take_rows(std::vector<float>&& weights);
    /// The weights of a row; nullptr where they are all zero.
    const float* row(std::size_t row) const;

    int m_bits = 0;
    std::vector<float> m_intercepts;
    // Of some models most rows are zero. A bit a row, few enough to stay in the processor's cache, says which are not; only
    // those have weights. Empty where all have.
    std::vector<std::uint64_t> m_present;
    std::vector<std::uint32_t> m_before; ///< how many rows are present before each 64
    std::vector<float> m_weights;        ///< of the rows present, one a class
};

} // namespace ekb::importers::extraction
