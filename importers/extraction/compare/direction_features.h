// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/compare/question.h"
#include "importers/extraction/compare/roles.h"
#include "importers/extraction/linear/linear_model.h"
#include "kb/model/text.h"

namespace ekb::importers::extraction {

/// What tells whether a passage answers a question: how much of endpoint and arms it says, where it stands, what cues it has.
Features relevance_features(const Passage& passage, const Roles& roles, const Question& question);

/// What tells which way the endpoint moved, as the passage says it. The model's classes are those of Direction, in its order.
Features direction_features(const DocumentText& content, const Passage& passage, const Roles& roles, const Question& question);

} // namespace ekb::importers::extraction
