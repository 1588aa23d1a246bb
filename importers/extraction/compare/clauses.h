// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/compare/roles.h"

#include <cstddef>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

class Lexicon;

/// The words that tell a result's way, with the key word that each stands for (data/compare/cues.tsv).
const Lexicon& result_cues();

/// Tokens [begin, end) of a passage.
struct TokenRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The clause of the passage that says most of the endpoint; the whole passage where it has one clause. A clause ends at
/// ";", "but", "whereas", "while", "although", "however".
TokenRange endpoint_clause(const Passage& passage, const Roles& roles, const Question& question);

/// The key words of a part of a passage in order, neighbours that are alike once:
/// E, I, C (endpoint, arms), UP, DOWN, SAME, SIG, NOT, THAN, GOOD, BAD (data/cues.tsv), P+ and P- (a p value below or not
/// below 0.05), CI.
std::vector<std::string> key_words(const Passage& passage, const Roles& roles, TokenRange range);

/// The words of a part of a passage with arms, endpoint, numbers and p values replaced by what they are.
std::vector<std::string> plain_words(const Passage& passage, const Roles& roles, TokenRange range);

} // namespace ekb::importers::extraction
