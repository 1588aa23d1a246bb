// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/enums.h"

#include <optional>
#include <string>
#include <vector>

namespace ekb::importers::extraction::training {

struct GoldArm {
    std::vector<std::string> names; ///< its name, then what else it is called
};

struct GoldClaim {
    std::string intervention;
    std::optional<std::string> comparator;
    std::string endpoint;
    std::string quote;
    Direction direction = Direction::no_difference;
};

/// A labelled abstract, as the annotation guide of the labelled data describes it.
struct GoldDocument {
    std::string id;
    std::string text;
    std::optional<int> n_randomised;
    std::optional<std::string> condition;
    std::vector<GoldArm> arms;
    std::vector<GoldClaim> claims;
};

/// Reads a folder's gold.ndjson and texts.ndjson, in file order. Throws Error naming the file and line.
std::vector<GoldDocument> read_gold(const std::string& folder);

/// How often a word is part of an intervention, an outcome and participants in token-labelled abstracts.
struct WordClass {
    std::string word;
    int intervention = 0; ///< 0..3
    int outcome = 0;
    int participant = 0;
};

/// Counts the words of a folder's gold.ndjson.gz, whose lines hold "tokens" and "labels" (INT, OUT, PAR, O). Sorted by
/// word.
std::vector<WordClass> read_word_classes(const std::string& folder);

} // namespace ekb::importers::extraction::training
