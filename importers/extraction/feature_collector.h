// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/token_traits.h"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace ekb::importers::extraction {

/// Collects features by the number of the template that makes them. `base` keeps one tagger's templates apart from
/// another's; `expected` is how many features there will be, about.
class FeatureCollector {
public:
    FeatureCollector(std::uint32_t base, std::size_t expected) : m_base(base) { m_features.reserve(expected); }
    void add(std::uint32_t which, std::uint32_t a, std::uint32_t b = 0) {
        m_features.push_back({mixed(m_base + which, a, b), 1});
    }
    Features take() { return std::move(m_features); }

private:
    std::uint32_t m_base;
    Features m_features;
};

} // namespace ekb::importers::extraction
