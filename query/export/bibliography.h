// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <string>
#include <vector>

namespace ekb::query {

/// The studies' documents as references: RIS (the tags that reference managers agree on), a document after the other.
std::string studies_ris(const std::vector<AnswerStudy>& studies);
/// The same in the MEDLINE format that PubMed exports (NLM, "MEDLINE/PubMed Data Element Descriptions").
std::string studies_nbib(const std::vector<AnswerStudy>& studies);

} // namespace ekb::query
