// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/compare/question.h"
#include "importers/extraction/text/abbreviations.h"
#include "kb/model/document.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction {

/// Two of a trial's arms, and how tables are asked for them.
struct ArmQuestion {
    std::size_t intervention = 0; ///< indices into Document::arms
    std::size_t comparator = 0;
    Question question; ///< without an endpoint
};

/// Every experimental arm against every comparator; the two arms of a trial that calls neither a comparator, as they come; none
/// where more arms are and none is a comparator, or where the arms' names tell them not apart.
std::vector<ArmQuestion> arm_questions(const Document& document, const std::vector<Abbreviation>& abbreviations);

} // namespace ekb::importers::extraction
