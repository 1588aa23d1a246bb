// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/linear/linear_model.h"
#include "importers/extraction/tagging/bio.h"
#include "importers/extraction/tagging/token_traits.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ekb::importers::extraction {

/// One sentence as a tagger sees it.
struct TaggerView {
    const Sentence& sentence;
    const Statistics& statistics;
    const std::vector<TokenTraits>& traits;
    const std::vector<WordCount>& counts;
    /// For the endpoint tagger: 0, or 1 + the index of the arm that a token names; empty for the entity tagger.
    std::vector<std::uint8_t> arms;

    std::size_t size() const { return traits.size(); }
};

/// What a sentence's tokens share: whether it compares, its p values, its section.
std::uint32_t sentence_signature(const TaggerView& view);

/// The features of one token for the tagger of arms and conditions.
Features entity_features(const TaggerView& view, std::size_t at);
/// The features of one token for the tagger of the endpoints that results are told of; `signature` is the sentence's.
Features endpoint_features(const TaggerView& view, std::size_t at, std::uint32_t signature);

/// What a model says of each token by those features, before it is made probabilities.
ClassValues entity_scores(const TaggerView& view, const LinearModel& model);
ClassValues endpoint_scores(const TaggerView& view, const LinearModel& model);

} // namespace ekb::importers::extraction
