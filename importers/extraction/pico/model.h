// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/pico/chain.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction::pico {

/// What a token is: nothing, or one of PicoLabel's values + 1.
inline constexpr std::size_t classes = 4;
using ClassProbabilities = std::array<float, classes>;

/// One conditional random field of the model: its labels, each standing for a class (several may stand for one, as
/// "first of an outcome" and "inside an outcome").
struct Field {
    std::vector<std::uint8_t> label_class;
    std::vector<float> transition; ///< labels * labels

    std::size_t labels() const { return label_class.size(); }
};

/// Conditional random fields over the same features; what they say is averaged. Immutable once read; thread-safe.
class Model {
public:
    Model() = default;
    /// `data`: the bytes of model.bin (decompressed). Throws Error where they are not such a model.
    explicit Model(std::string_view data);

    std::vector<Field> fields;
    ClassProbabilities thresholds{0.5F, 0.5F, 0.5F,
                                  0.5F}; ///< a token is of a class from this probability on; [0] unused

    std::size_t width() const;                         ///< labels of all fields together
    std::size_t size() const { return m_keys.size(); } ///< features with weights

    /// Sets the weights, `width()` of them a feature. Features whose hashes fold to one key share the first one's.
    void set_weights(const std::vector<std::uint64_t>& features, const std::vector<float>& weights);
    /// Weights are rounded to 1/127 of the greatest.
    std::string serialise() const;

    /// Probabilities of the classes at each token of a sentence, given each token's features.
    std::vector<ClassProbabilities> tag(std::span<const std::vector<std::uint64_t>> sentence) const;

private:
    static constexpr std::uint32_t nothing = 0xffffffffU;

    std::uint32_t row_of(std::uint32_t key) const;
    void index_rows();

    std::vector<std::uint32_t> m_keys;  ///< folded feature hash of each row, ascending
    std::vector<float> m_weights;       ///< rows * width()
    std::vector<std::uint32_t> m_slots; ///< open addressing over m_keys: row or `nothing`
};

} // namespace ekb::importers::extraction::pico
