// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms.h"
#include "importers/extraction/prose.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ekb::importers::extraction {

/// How the text gives a number that may be the trial's.
enum class SizeKind : std::uint8_t {
    stated, ///< "120 patients"
    sum,    ///< of the counts that one sentence states: "X (n = 61) or Y (n = 31)", "30 boys and 25 girls"
    each,   ///< of every group alike: "20 patients in each of three groups"
    arms    ///< of the n of all arms
};

/// A whole number that may count the participants.
struct SizeCandidate {
    std::size_t sentence = 0;
    std::size_t first = 0; ///< its tokens, or those of its first part: [first, end)
    std::size_t end = 0;
    int value = 0;
    SizeKind kind = SizeKind::stated;
    std::size_t parts = 1; ///< how many numbers it is made of
};

/// All of them: first the numbers that are stated, in text order, then those that are worked out.
std::vector<SizeCandidate> size_candidates(const Prose& prose, const TrialArms& trial);

/// The features of one for the model that says whether it is the number randomised.
Features size_features(const Prose& prose, const TrialArms& trial, const std::vector<SizeCandidate>& candidates,
                       std::size_t which);

/// Whether a token names those who take part in a trial: "patients", "eyes", "lambs".
bool names_people(const Token& token);

} // namespace ekb::importers::extraction
