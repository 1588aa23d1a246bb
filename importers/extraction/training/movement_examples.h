// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/training/claim_examples.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction::training {

/// A result with the direction that the labels give it: class 0 increased, 1 decreased, 2 no difference.
struct LabelledMovement {
    std::size_t endpoint = 0; ///< index into LabelledMovements::endpoints
    std::size_t claim = 0;    ///< index into GoldDocument::claims: whose label it is
    ArmPair pair;
    Relation relation = Relation::none;
};

/// The results that the labels know among the phrases that may name an endpoint.
struct LabelledMovements {
    std::vector<EndpointMention> endpoints; ///< those that tell a result, in text order
    std::vector<LabelledMovement> all;
};
LabelledMovements labelled_movements(const Case& one, const TrialArms& trial, const std::vector<PlacedClaim>& placed,
                                     const std::vector<EndpointMention>& endpoints);

/// Examples of a document's results for the model of directions. `figures` tells which figures are the arms'; it has not
/// learnt from the document.
std::vector<Example> movement_examples(const Case& one, const TrialArms& trial, const LabelledMovements& movements,
                                       const LinearModel& figures);

/// Examples of a sentence that answers a question: empty where the sentence does not name the endpoint in near words.
std::vector<Example> movement_examples(const GoldComparison& comparison, const LinearModel& phrases, const LinearModel& figures);

/// Fits the model of directions.
LinearModel fit_directions(const std::vector<Example>& examples);

} // namespace ekb::importers::extraction::training
