// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arms.h"
#include "importers/extraction/results/endpoint_candidates.h"
#include "importers/extraction/tagging/tagger_features.h"

#include <vector>

namespace ekb::importers::extraction {

/// A sentence as the endpoint tagger sees it, with the arms it names.
TaggerView endpoint_view(const Prose& prose, const ProseTraits& traits, const TrialArms& trial, std::size_t sentence);

/// Whether a result may be told in the sentence: never in what was known before, the aims or the methods.
bool may_tell_result(const Sentence& sentence);

/// The phrases of the core sentences that may name an endpoint of a result, in text order.
std::vector<EndpointMention> tag_endpoints(const Prose& prose, const ProseTraits& traits, const TrialArms& trial,
                                           const LinearModel& model);

} // namespace ekb::importers::extraction
