// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms.h"
#include "importers/extraction/endpoints.h"
#include "importers/extraction/relations.h"
#include "importers/extraction/training/examples.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction::training {

/// A labelled claim's endpoint where the text has it.
struct PlacedClaim {
    std::size_t claim = 0; ///< index into GoldDocument::claims
    Mention endpoint;
};

/// The labelled claims whose endpoint stands in a sentence of their quote; of near words where not the very ones.
std::vector<PlacedClaim> place_claims(const Case& one);

/// The tokens of every sentence that may tell a result.
std::vector<Example> endpoint_examples(const Case& one, const TrialArms& trial, const std::vector<PlacedClaim>& placed);

/// Statements about the phrases that may name an endpoint, with what the labels say of each.
std::vector<Example> relation_examples(const Case& one, const TrialArms& trial, const std::vector<PlacedClaim>& placed,
                                       const std::vector<EndpointMention>& endpoints);

/// The labelled arms, and where the text names them: what a perfect reader of arms would give the later steps.
TrialArms labelled_arms(const Case& one);

/// The statement of a sentence that answers a question, for the model of directions: empty where the sentence does not
/// name the endpoint in near words.
std::vector<Example> direction_examples(const GoldComparison& comparison, const LinearModel& phrases);

} // namespace ekb::importers::extraction::training
