// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arms.h"
#include "importers/extraction/numbers/dose.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction {

/// An amount that a core sentence states: an arm's dose, or a background treatment's, a result's, a limit's.
struct DoseCandidate {
    std::size_t sentence = 0;
    DoseMention mention;
};

/// All of them, in text order.
std::vector<DoseCandidate> dose_candidates(const Prose& prose);

/// The features of one for the model that says whether it is an arm's dose. `trial` need not have doses yet.
Features dose_features(const Prose& prose, const ProseTraits& traits, const TrialArms& trial,
                       const std::vector<DoseCandidate>& candidates, std::size_t which);

/// How far a name is from the amount at tokens [first, end) of its sentence: tokens between, words that part phrases counted
/// for more; 0 where they overlap.
std::size_t dose_distance(Tokens tokens, std::size_t first, std::size_t end, const ArmPlace& place);

} // namespace ekb::importers::extraction
