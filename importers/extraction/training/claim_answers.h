// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/models/claim_models.h"
#include "kb/model/document.h"

#include <string>

namespace ekb::importers::extraction::training {

/// What was extracted from a document, as one line of JSON in the shape of `ekb extract --batch`: as much of it as
/// claims are measured by.
/// Beside it stand the text and what a decomposition of the errors needs: the sentences that may tell a result, each with the
/// phrases that were proposed as endpoints.
std::string answer_line(const std::string& id, const Document& document, const ClaimModels& models);

} // namespace ekb::importers::extraction::training
