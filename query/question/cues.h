// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/role.h"

#include <span>
#include <string>
#include <vector>

namespace ekb::query {

/// Where a cue is one: anywhere; in what was given; at the opening of a question with a verb, or in such a question; in either
/// of the two last. Behind
/// one that divides stand what was given and what it was compared with.
enum class CueWhile { any, intervention, opens, opened, asks, divides };

/// A phrase that says what stands before and after it.
struct Cue {
    std::vector<std::string> words; ///< lower case; ":" alone for a colon or a dash between spaces
    std::optional<Role> before;
    std::optional<Role> after;
    CueWhile when = CueWhile::any;
    bool of_course = false; ///< behind it an endpoint stands, or a disease whose course is meant: "slow ALS"
};

/// Class of a word by data/plain_words.tsv.
enum class PlainWord { no, ask, weak };
PlainWord plain_word(const std::string& word);

/// The longest cue of data/cues.tsv that begins with the first of these words; nullptr where none does.
const Cue* cue_at(std::span<const std::string> words);

} // namespace ekb::query
