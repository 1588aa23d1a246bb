// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/numbers/statistics.h"
#include "importers/extraction/results/relations.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace ekb::importers::extraction {

/// A statement whose p value is looked for: which way its endpoint went is known.
struct PQuestion {
    const Statement& statement;
    Relation relation = Relation::none;
    const std::vector<PValue>& p_values; ///< of the endpoint's sentence
    std::optional<std::size_t> ruled{};  ///< of them, which the order of words gives the statement
};

/// The features of a p value for the model that says whether it is the statement's.
Features p_link_features(const PQuestion& question, std::size_t which);

} // namespace ekb::importers::extraction
