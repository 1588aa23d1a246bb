// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/linear/train_linear.h"
#include "importers/extraction/tagging/bio.h"
#include "importers/extraction/tagging/token_traits.h"
#include "importers/extraction/text/prose.h"
#include "importers/extraction/training/gold.h"

#include <memory>
#include <string>
#include <vector>

namespace ekb::importers::extraction::training {

/// A labelled document, read.
struct Case {
    GoldDocument gold;
    std::unique_ptr<DocumentText> content; ///< stays where it is: the prose looks into it
    Prose prose;
    ProseTraits traits;
};

std::vector<Case> read_cases(std::vector<GoldDocument> gold, const LinearModel& phrases);

/// The tokens of an abstract that is labelled token by token, for the model of phrases.
std::vector<Example> phrase_examples(const GoldTokens& abstract);

/// Where a phrase stands in a sentence, as tokens, letter case aside.
std::vector<TaggedSpan> find_phrase(const Sentence& sentence, const std::string& phrase, int kind);

/// Whether two names are alike as readers count them: half of their words in common.
bool alike(const std::string& a, const std::string& b);

std::vector<Example> entity_examples(const Case& one);

} // namespace ekb::importers::extraction::training
