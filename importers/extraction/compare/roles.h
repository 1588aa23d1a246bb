// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/compare/passages.h"
#include "importers/extraction/compare/question.h"

#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

/// What a passage's tokens are for a question.
struct Roles {
    std::vector<bool> endpoint; ///< one a token
    std::vector<bool> intervention;
    std::vector<bool> comparator;
    double endpoint_cover = 0; ///< 0..1: how much of the phrase's weight the passage says
    double intervention_cover = 0;
    double comparator_cover = 0;
    double context_cover = 0; ///< of the endpoint, by a row's context
    bool both_arms() const { return intervention_cover > 0 && comparator_cover > 0; }
};

/// `text` is the document's.
Roles find_roles(std::string_view text, const Passage& passage, const Question& question);

} // namespace ekb::importers::extraction
