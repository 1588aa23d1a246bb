// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/entities.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// A name that may be of an arm, under every spelling that folds to the same words.
struct ArmName {
    std::string key;                   ///< its words as folded_name() gives them
    std::vector<std::size_t> mentions; ///< indices into ArmNames::mentions, in text order
};

/// Why the wording takes one name for another: bits.
enum NameJoin : std::uint32_t {
    no_join = 0,
    abbreviation = 1,    ///< the text defines one as short for the other
    abbreviated_end = 2, ///< one ends the long form of which the other is the short one
    stands_for = 4,      ///< "placebo (saline)", "group A received X"
    label_of = 8,        ///< "X 20 mg daily (group A)"
    part_of_one = 16,    ///< its words are part of one other name only
    explains = 32        ///< "X, a form of Y"
};

/// The names of a document that may be arms', and where they stand.
struct ArmNames {
    std::vector<Mention> mentions; ///< in text order
    std::vector<ArmName> names;
    std::vector<std::uint32_t> joins; ///< NameJoin bits of every two names: [a * names.size() + b], both ways

    std::uint32_t joined(std::size_t a, std::size_t b) const { return joins[a * names.size() + b]; }
};

/// A name folded so that the same name reads the same: lower case, no articles, brackets, plurals and words such as
/// "group" and "treatment".
std::string folded_name(Tokens tokens);
std::vector<std::string> folded_words(Tokens tokens);

/// How many of their words two phrases share, folded: 0..1, 1 for the same words in any order.
double shared_words(Tokens a, Tokens b);

/// The words of a folded name.
std::vector<std::string> key_words(const std::string& key);

/// Whether all words of a name stand in one that has more.
bool is_part(const std::vector<std::string>& part, const std::vector<std::string>& whole);

/// Whether a folded name only stands for another: "control", "group A".
bool is_label_name(const std::string& key);

/// The names of the mentions, with the places where they stand and the tagger missed.
ArmNames arm_names(const Prose& prose, const std::vector<Mention>& tagged);

} // namespace ekb::importers::extraction
