// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arms.h"

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace ekb::importers::extraction {

/// Which arm a statement is of, and which it is compared with: "lower in A than in B" is of A against B.
struct ArmPair {
    std::size_t subject = 0;               ///< indices into TrialArms::arms
    std::optional<std::size_t> reference;  ///< empty where the change is within the group
    std::optional<ArmPlace> subject_place; ///< where the sentence names them; empty where it does not
    std::optional<ArmPlace> reference_place;
    bool within = false; ///< the words speak of a change since the start, not of a difference

    bool operator==(const ArmPair& other) const { return subject == other.subject && reference == other.reference; }
};

/// The tokens around a mention up to the next on either side that `cuts`: [first, end).
template <typename Cuts>
std::pair<std::size_t, std::size_t> between_cuts(Tokens tokens, const Mention& mention, const Cuts& cuts) {
    std::size_t first = mention.first;
    while (first > 0 && !cuts(first - 1))
        --first;
    std::size_t end = mention.end;
    while (end < tokens.size() && !cuts(end))
        ++end;
    return {first, end};
}

/// Turns a pair of a comparator against what is tried round; whether it did.
bool put_straight(ArmPair& pair, const TrialArms& trial);

/// The pairs that a sentence's statement about an endpoint compares. Empty where the trial has no arms.
std::vector<ArmPair> pairs_in(const Prose& prose, const TrialArms& trial, const Mention& endpoint);

} // namespace ekb::importers::extraction
