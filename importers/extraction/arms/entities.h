// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/linear/linear_model.h"
#include "importers/extraction/tagging/token_traits.h"

#include <cstddef>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// A place where a sentence names something: tokens [first, end).
struct Mention {
    std::size_t sentence = 0;
    std::size_t first = 0;
    std::size_t end = 0;
    double probability = 0;
    bool ruled = false; ///< of an arm: whether the wording around it sets it out as one
};

/// The kinds of the entity tagger.
enum EntityKind { arm_entity, condition_entity };

/// What the core sentences name, in text order.
struct Entities {
    std::vector<Mention> arms;
    std::vector<Mention> conditions;
};

Entities tag_entities(const Prose& prose, const ProseTraits& traits, const LinearModel& model);

/// The words of a mention as the text has them.
std::string text_of(const Prose& prose, const Mention& mention);
Tokens tokens_of(const Prose& prose, const Mention& mention);

} // namespace ekb::importers::extraction
