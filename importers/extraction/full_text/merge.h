// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/text/abbreviations.h"
#include "kb/model/claim.h"

#include <vector>

namespace ekb::importers::extraction {

/// Adds what the full text says to what the abstract says. A claim of the same endpoint, arms and time is one claim with more
/// evidence, its empty figures completed; one that says otherwise stays a claim of its own, as does one of several times of an
/// endpoint whose time the abstract leaves open. `claims` come first and keep their order.
void merge_claims(std::vector<Claim>& claims, std::vector<Claim> added, const std::vector<Abbreviation>& abbreviations);

} // namespace ekb::importers::extraction
