// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/entities.h"
#include "importers/extraction/tagging/bio.h"
#include "importers/extraction/tagging/tagger_features.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction {

/// A phrase of a sentence that may name an endpoint, with the mean of its tokens' probabilities of being part of one,
/// and the list that it is an item of: "A, B and C".
struct EndpointMention : Mention {
    std::size_t list_first = 0; ///< the tokens of its list: [list_first, list_end); its own where it is in none
    std::size_t list_end = 0;
    double peak = 0; ///< the highest probability of its tokens
};

/// The phrases of a sentence that may name an endpoint, by their first token: its noun phrases, cut at verbs, comparisons,
/// prepositions other than "of", arms, numbers and brackets (data/phrase_breaks.tsv), where a prepositional phrase behind
/// one belongs to it if the tagger says so; and the spans that the tagger itself finds, where they are others. Phrases may
/// overlap. Those that the tagger holds for impossible are left out. `tagged` has the tagger's class probabilities of each
/// token (bio.h); `sentence` is the number of the sentence that the mentions are in.
std::vector<EndpointMention> endpoint_candidates(const TaggerView& view, std::size_t sentence,
                                                 const ClassValues& tagged);

} // namespace ekb::importers::extraction
