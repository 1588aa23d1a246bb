// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/entities.h"
#include "importers/extraction/text/prose.h"

#include <optional>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// A phrase that may be the condition, by the words that lead to it (data/condition_cues.tsv).
struct ConditionPhrase {
    std::size_t sentence = 0;
    std::size_t first = 0; ///< its tokens: [first, end)
    std::size_t end = 0;
    double weight = 0;
};

std::vector<ConditionPhrase> condition_phrases(const Prose& prose);

/// The condition that the study is about, in the source's words: the name that phrases and tagged mentions of it speak
/// for most, the title's counting double. A short form that the text explains counts for its long form.
std::optional<std::string> find_condition(const Prose& prose, const std::vector<Mention>& mentions);

} // namespace ekb::importers::extraction
