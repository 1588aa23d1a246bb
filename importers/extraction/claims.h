// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/models/claim_models.h"
#include "importers/extraction/results/relations.h"
#include "kb/model/document.h"

#include <vector>

namespace ekb::importers::extraction {

/// The claims of the document: its statements with their numbers, arms, quotes and offsets, in text order. What the
/// document already knows of its condition, species and n goes into each.
std::vector<Claim> find_claims(const Document& document, const Prose& prose, const ProseTraits& traits,
                               const TrialArms& trial, const ClaimModels& models);

} // namespace ekb::importers::extraction
