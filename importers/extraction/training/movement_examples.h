// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/training/claim_examples.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction::training {

/// A result with the direction that the labels give it: class 0 increased, 1 decreased, 2 no difference.
struct LabelledMovement {
    std::size_t endpoint = 0; ///< index into the endpoints
    std::size_t claim = 0;    ///< index into GoldDocument::claims: whose label it is
    ArmPair pair;
    Relation relation = Relation::none;
    Example example;
};

/// The results that the labels know among the phrases that may name an endpoint, for the model of directions.
std::vector<LabelledMovement> labelled_movements(const Case& one, const TrialArms& trial,
                                                 const std::vector<PlacedClaim>& placed,
                                                 const std::vector<EndpointMention>& endpoints);

/// Examples of a sentence that answers a question: empty where the sentence does not name the endpoint in near words.
std::vector<Example> movement_examples(const GoldComparison& comparison, const LinearModel& phrases);

/// Fits the model of directions.
LinearModel fit_directions(const std::vector<Example>& examples);

} // namespace ekb::importers::extraction::training
