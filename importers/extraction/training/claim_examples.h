// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arms.h"
#include "importers/extraction/results/endpoints.h"
#include "importers/extraction/results/relations.h"
#include "importers/extraction/training/examples.h"
#include "importers/extraction/training/train_chain.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ekb::importers::extraction::training {

/// A labelled claim's endpoint where the text has it.
struct PlacedClaim {
    std::size_t claim = 0; ///< index into GoldDocument::claims
    Mention endpoint;
};

/// The labelled claims whose endpoint stands in a sentence of their quote; of near words where not the very ones.
std::vector<PlacedClaim> place_claims(const Case& one);

/// The sentences that may tell a result, for the tagger of endpoints.
std::vector<LabelledChain> endpoint_chains(const Case& one, const TrialArms& trial, const std::vector<PlacedClaim>& placed);

/// The phrases that may name an endpoint, for the model that says which tell a result.
std::vector<Example> acceptance_examples(const Case& one, const TrialArms& trial, const std::vector<PlacedClaim>& placed,
                                         const std::vector<EndpointMention>& endpoints);

/// The pairs of arms that a labelled result may be of, for the model that chooses.
std::vector<Example> pair_examples(const Case& one, const TrialArms& trial, const std::vector<PlacedClaim>& placed,
                                   const std::vector<EndpointMention>& endpoints);

/// The labelled arms, and where the text names them: what a perfect reader of arms would give the later steps.
TrialArms labelled_arms(const Case& one);

/// The two arms of a question, and where a text names them, in near words where not in its own.
TrialArms compared_arms(const GoldComparison& comparison, const Prose& prose);

/// Whether an extracted arm is one that the labels know by this name.
bool arm_is(const Case& one, const Arm& arm, const std::string& gold_name);

/// Whether a phrase is the endpoint of a labelled claim, or half of it.
bool same_endpoint(const Case& one, const PlacedClaim& claim, const Mention& endpoint);

/// Whether the labels tell a result of a phrase.
bool told(const Case& one, const std::vector<PlacedClaim>& placed, const Mention& endpoint);

/// The run of tokens that is most like the phrase, where it is at least 0.6 like it.
std::optional<TaggedSpan> nearest_run(const Sentence& sentence, const std::string& phrase);

Relation relation_of(Direction direction);

} // namespace ekb::importers::extraction::training
