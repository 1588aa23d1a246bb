// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/training/claim_training.h"

#include <string>

namespace ekb::importers::extraction::training {

/// Reads what the models of claims learn from. `labelled` holds claims-train/, pico-train/ and compare-train/; `abstracts` is
/// the folder of that name beside this file. Throws Error naming the file and line of what cannot be read.
ClaimData read_claim_data(const std::string& labelled, const std::string& abstracts);

} // namespace ekb::importers::extraction::training
