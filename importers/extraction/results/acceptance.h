// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/results/relations.h"

namespace ekb::importers::extraction {

/// The features of a statement for the model that says whether its phrase and pair of arms tell a result at all: of the
/// phrase and its words, its list, its sentence, the frame of its clause, and what the document says of it elsewhere.
Features acceptance_features(const Statement& statement);

} // namespace ekb::importers::extraction
