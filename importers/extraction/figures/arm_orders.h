// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/figures/number_link.h"
#include "importers/extraction/results/relations.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction {

/// Whether words of comparison stand right before a name: "compared with [placebo]", "than [placebo]". `traits` are its
/// sentence's.
bool is_compared_with(const ArmPlace& place, const std::vector<TokenTraits>& traits);

/// Arms in an order that a sentence names them in, each once: what a row of figures may follow.
using ArmOrder = std::vector<std::size_t>;

/// The orders of a statement's sentence around a row of figures: its tokens [row.first, row.end).
struct ArmOrders {
    ArmOrder all;        ///< as the sentence names them
    ArmOrder before;     ///< of the last run of names before the row, "drug and placebo"
    ArmOrder behind;     ///< of the first run behind it
    ArmOrder comparison; ///< as "a vs b" has them: what something is compared with comes last, wherever it stands
};
ArmOrders arm_orders(const Statement& statement, const NumberSpan& row);

} // namespace ekb::importers::extraction
