// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/results/relations.h"

#include <cstddef>

namespace ekb::importers::extraction {

/// What the grammar of a sentence says of an endpoint's direction, and which words say it.
struct RuledDirection {
    Relation relation = Relation::none; ///< none where no cue governs the endpoint
    std::size_t cue = 0;                ///< the token that decided; meaningless where none did
    bool significant = false;           ///< whether the cue stands right before the list and is called significant
    int path = 0; ///< which rule: 0 none, 1 before the list, 2 right behind it, 3 predicate behind it, 4 verb before it
};

/// Reads the cue that governs the list the endpoint is an item of: "greater reductions in _", "_ was not significantly
/// lower", "X improved _". An improvement of an endpoint of which less is better (data/endpoints_better_low.tsv) is a
/// decrease.
RuledDirection ruled_direction(const Statement& statement);

} // namespace ekb::importers::extraction
