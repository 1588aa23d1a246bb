// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/tagging/token_traits.h"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace ekb::importers::extraction {

/// Collects features by the number of the template that makes them. `base` keeps one tagger's templates apart from
/// another's; `expected` is how many features there will be, about.
class FeatureCollector {
public:
    FeatureCollector(std::uint32_t base, std::size_t expected) : m_base(base), m_features(expected) {}
    void add(std::uint32_t which, std::uint32_t a, std::uint32_t b = 0) {
        if (m_count == m_features.size()) m_features.resize(2 * m_count + 1);
        m_features[m_count++].hash = mixed(m_base + which, a, b);
    }
    /// A feature of the word at one offset alone (token_scores.h).
    void word(std::uint32_t which, int, std::uint32_t value) { add(which, value); }
    Features take() {
        m_features.resize(m_count);
        return std::move(m_features);
    }

private:
    std::uint32_t m_base;
    Features m_features; ///< places to fill, each with the value 1
    std::size_t m_count = 0;
};

} // namespace ekb::importers::extraction
