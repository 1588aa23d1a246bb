// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <string>

namespace ekb::query {

/// A study's documents as references: RIS (the tags that reference managers agree on), a document after the other.
std::string study_ris(const AnswerStudy& study);
/// The same in the MEDLINE format that PubMed exports (NLM, "MEDLINE/PubMed Data Element Descriptions").
std::string study_nbib(const AnswerStudy& study);

} // namespace ekb::query
