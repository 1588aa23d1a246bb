// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/entities.h"
#include "importers/extraction/tagger_features.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction {

/// A phrase of a sentence that may name an endpoint, with the mean of its tokens' probabilities of being part of one,
/// and the list that it is an item of: "A, B and C".
struct EndpointMention : Mention {
    std::size_t list_first = 0; ///< the tokens of its list: [list_first, list_end); its own where it is in none
    std::size_t list_end = 0;
};

/// The noun phrases of a sentence, cut at verbs, comparisons, prepositions other than "of", arms, numbers and brackets
/// (data/phrase_breaks.tsv); a prepositional phrase behind one belongs to it where the tagger says so. `inside` is the
/// tagger's probability of each token. Phrases that the tagger holds for impossible are left out.
/// `sentence` is the number of the sentence that they are in.
std::vector<EndpointMention> endpoint_candidates(const TaggerView& view, std::size_t sentence,
                                                 const std::vector<double>& inside);

} // namespace ekb::importers::extraction
