// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arm_pairs.h"

#include <vector>

namespace ekb::importers::extraction {

/// The pairs of arms that a sentence's statement about an endpoint may be of: those that its words compare (pairs_in), or
/// each arm by itself where they speak of a change in all of them: "X improved in both groups", "within groups".
std::vector<ArmPair> statement_pairs(const Prose& prose, const TrialArms& trial, const Mention& endpoint);

/// Whether words speak of every group: "both groups", "each of the treatment arms", "within groups".
bool all_groups(Tokens tokens);

} // namespace ekb::importers::extraction
