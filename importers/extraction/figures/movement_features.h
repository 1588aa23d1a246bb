// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/figures/claim_numbers.h"
#include "importers/extraction/results/relations.h"

namespace ekb::importers::extraction {

/// The features of a statement that tells a result for the model that says which way the endpoint moved in the pair's
/// subject against its reference. `numbers` are numbers_of() the same statement.
Features movement_features(const Statement& statement, const StatementNumbers& numbers);

/// What the grammar of a statement's sentence says of its pair, no model asked; Relation::none where it says nothing.
Relation said_of_pair(const Statement& statement);

} // namespace ekb::importers::extraction
