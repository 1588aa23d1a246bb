// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction::pico {

/// A linear chain's scores: `emission[i * labels + k]` of label k at position i, `transition[j * labels + k]` of k
/// after j.
struct Chain {
    std::size_t labels = 0;
    std::vector<float> emission;
    const float* transition = nullptr; ///< labels * labels

    std::size_t size() const { return labels == 0 ? 0 : emission.size() / labels; }
};

/// What forward–backward gives: probabilities of each label at each position, and of each pair of neighbours.
struct Marginals {
    std::vector<float> label; ///< as Chain::emission; each position sums to 1
    std::vector<float> pair;  ///< labels * labels, expected count over the whole chain; empty unless asked for
};

/// Exact marginals (Lafferty, McCallum and Pereira 2001), scaled at each position so that nothing overflows.
Marginals marginals(const Chain& chain, bool pairs = false);

} // namespace ekb::importers::extraction::pico
