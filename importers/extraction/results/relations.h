// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arm_pairs.h"
#include "importers/extraction/results/endpoints.h"

#include <optional>
#include <vector>

namespace ekb::importers::extraction {

/// What a statement says of its endpoint; without `none`, in this order, the classes of the model of directions.
enum class Relation { none, increased, decreased, no_difference };

std::optional<Direction> direction_of(Relation relation);
Relation turned(Relation relation);

/// Everything that a statement's direction is read from.
struct Statement {
    const Prose& prose;
    const ProseTraits& traits;
    const TrialArms& trial;
    const std::vector<EndpointMention>& endpoints; ///< all of the document's, in text order
    std::size_t which = 0;                         ///< of them
    ArmPair pair;
};

/// The features of a statement for the model that says how the endpoint moved in the pair's subject.
Features relation_features(const Statement& statement);

} // namespace ekb::importers::extraction
