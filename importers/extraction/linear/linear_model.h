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

/// Makes scores of classes their probabilities, in place.
void softmax(std::span<double> scores);

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
    /// How many sums a row of weights is added to: one for each class, and some that mean nothing to make four or eight.
    std::size_t width() const { return (m_intercepts.size() + 3) / 4 * 4; }
    /// Begins the scores of an example in `width()` places: the intercepts.
    void begin(std::span<double> sums) const;
    /// Adds features of the value 1, by their hashes, to scores in `width()` places. A weight has so many fewer bits than
    /// a sum that nothing is rounded: in whatever order and parts features are added, the scores are the same.
    void add(std::span<const std::uint32_t> hashes, std::span<double> sums) const;
    /// Tells models apart: of two with one number the weights are the same.
    std::uint64_t number() const { return m_number; }
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
    template <typename Wanted, typename Weight>
    void add_all(std::span<const Wanted> wanted, std::span<double> sums, const std::vector<Weight>& weights) const;
    /// Makes room for so many rows that are not zero, or for all where that is most of them.
    template <typename Weight>
    void take_rows(std::size_t count, std::vector<Weight>& weights);
    /// Where the weights of a row are to be written. The rows come in order.
    template <typename Weight>
    Weight* add_row(std::size_t row, std::vector<Weight>& weights);
    /// After the last row.
    template <typename Weight>
    void end_rows(std::vector<Weight>& weights);
    /// The place of a row's first weight; `absent` where all are zero.
    std::size_t place_of(std::size_t row) const;
    static constexpr std::size_t absent = static_cast<std::size_t>(-1);

    std::uint64_t m_number;
    int m_bits = 0;
    std::vector<float> m_intercepts;
    std::vector<Present> m_present; ///< few enough to stay in the processor's cache; empty where all rows have weights
    // The weights of the rows present, end to end, some zeros behind. A model as it was fitted has floats; one that was
    // read keeps the 16 bits of the file, of which twice as many stay in the processor's cache.
    std::vector<float> m_fitted;
    std::vector<std::int16_t> m_read;
    float m_scale = 1; ///< what those are taken times
};

} // namespace ekb::importers::extraction
