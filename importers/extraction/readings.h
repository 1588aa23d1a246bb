// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/models/claim_models.h"
#include "importers/extraction/results/relations.h"
#include "kb/model/document.h"

#include <vector>

namespace ekb::importers::extraction {

/// A statement with what the model makes of it.
struct Reading {
    EndpointMention endpoint;
    ArmPair pair;
    Relation relation = Relation::none; ///< of the pair's subject; none until its direction is read
    double probability = 0;             ///< that it tells a result; of its direction too, when that is read
};

/// Whether a reading is a claim by itself; one that is not wants an effect or a p value of its own.
bool is_sure(const Reading& reading);

/// The statements of the document that tell a result, or may.
std::vector<Reading> read_statements(const Prose& prose, const ProseTraits& traits, const TrialArms& trial,
                                     const ClaimModels& models);

} // namespace ekb::importers::extraction
