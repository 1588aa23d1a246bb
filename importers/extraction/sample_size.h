// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms.h"
#include "importers/extraction/prose.h"
#include "kb/model/document.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction {

/// A whole number that may count the participants.
struct SizeCandidate {
    std::size_t sentence = 0;
    std::size_t first = 0; ///< its tokens: [first, end)
    std::size_t end = 0;
    int value = 0;
};

std::vector<SizeCandidate> size_candidates(const Prose& prose);
Features size_features(const Prose& prose, const std::vector<SizeCandidate>& candidates, std::size_t which);

/// The number randomised (or enrolled, where the text speaks only of that), with the sentence's words that say it, and
/// the number analysed where it is said apart.
DocumentN find_sample_size(const Prose& prose, const TrialArms& trial, const LinearModel& model);

} // namespace ekb::importers::extraction
