// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/results/relations.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction {

/// The pairs of arms that a result at an endpoint may be of. Each is straight: of what is tried against a comparator.
struct PairChoice {
    std::vector<ArmPair> pairs; ///< those that the wording suggests first
    std::size_t ruled = 0;      ///< how many the wording suggests
};

/// Every two arms of the trial and every arm by itself, each once. Of a trial of many arms only those of which the
/// sentence names one, and what the wording suggests.
PairChoice possible_pairs(const Prose& prose, const TrialArms& trial, const Mention& endpoint);

/// The features of a pair for the model that says whether a result is of it. `statement` is of the pair; `which` is its
/// place in the choice.
Features pair_features(const Statement& statement, const PairChoice& choice, std::size_t which);

} // namespace ekb::importers::extraction
