// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/entities.h"

#include <cstddef>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// Mentions that name one thing that may be an arm.
struct ArmGroup {
    std::vector<std::string> keys; ///< the folded names, each once
    std::vector<Mention> mentions; ///< in text order
    bool label_only = false;       ///< only "group A", "control", "intervention": names that stand for another
};

/// A name folded so that the same name reads the same: lower case, no articles, brackets, plurals and words such as
/// "group" and "treatment".
std::string folded_name(Tokens tokens);
std::vector<std::string> folded_words(Tokens tokens);

/// Groups mentions that have the same name, its abbreviation, or stand for each other: "placebo (saline)", "Group A
/// received X". Then finds the places that the names stand and the tagger missed.
std::vector<ArmGroup> group_arms(const Prose& prose, const std::vector<Mention>& mentions);

} // namespace ekb::importers::extraction
