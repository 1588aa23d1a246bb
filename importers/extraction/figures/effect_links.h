// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/numbers/effect_mentions.h"
#include "importers/extraction/results/relations.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction {

/// A statement whose effect is looked for: which way its endpoint went is known.
struct EffectQuestion {
    const Statement& statement;
    Relation relation = Relation::none;
    const std::vector<EffectMention>& effects; ///< of the endpoint's sentence: find_effects()
};

/// The features of an effect for the model that says whether it is the statement's.
Features effect_link_features(const EffectQuestion& question, std::size_t which);

} // namespace ekb::importers::extraction
