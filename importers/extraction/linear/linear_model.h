// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
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
    /// The same, into `sums`, which has as many places as there are classes.
    void scores(std::span<const Feature> features, std::span<double> sums) const;
    /// The probability of each class; they sum to 1.
    std::vector<double> probabilities(const Features& features) const;
    /// The same, into `p`, which has as many places as there are classes.
    void probabilities(std::span<const Feature> features, std::span<double> p) const;
    /// The model as a data file: only rows that are not zero, weights in 16 bits.
    std::string serialised() const;

private:
    /// Of some models most rows are zero. A bit a row says which of 32 are not, and how many are not before them.
    struct Present {
        std::uint32_t bits = 0;
        std::uint32_t before = 0;
    };

    std::size_t rows() const { return std::size_t{1} << static_cast<unsigned>(m_bits); }
    bool sparse() const { return !m_present.empty(); }
    /// Weights a row as they are kept: an even number, so that two are added at a time.
    std::size_t stride() const { return (m_intercepts.size() + 1) / 2 * 2; }
    /// Makes room for so many rows that are not zero, or for all where that is most of them.
    void take_rows(std::size_t count);
    /// Where the weights of a row are to be written. The rows come in order.
    float* add_row(std::size_t row);
    /// After the last row.
    void count_before();
    /// The weights of a row; nullptr where they are all zero.
    const float* row(std::size_t row) const;

    int m_bits = 0;
    std::vector<float> m_intercepts;
    std::vector<Present> m_present; ///< few enough to stay in the processor's cache; empty where all rows have weights
    std::vector<float> m_weights;   ///< of the rows present, `stride()` each
};

} // namespace ekb::importers::extraction
