// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"
#include "query/answers/claim_order.h"
#include "query/comparison.h"
#include "query/question/reading.h"

#include <optional>

namespace ekb::indexer {
class Stemmer;
}

namespace ekb::query {

class CloseReader;

/// What a question asks of one study, as a comparison; nullopt where it does not name an intervention and an endpoint.
/// "A versus B pain": the study's arms tell where the comparator ends.
std::optional<ComparisonRequest> comparison_of(const Reading& reading, const AnswerStudy& study,
                                               indexer::Stemmer& stem);

/// What a study's claims are held against.
struct ClaimJudge {
    const Asked& asked;
    const kb::Vocabulary& vocabulary;
    indexer::Stemmer& stem;
};

/// Reads the study's articles with the question in mind and puts what they say first among its claims: the claim that
/// was read there before, where it is about what was asked, else a new one of method text, whose id is the document's
/// with "#question". Does nothing where a claim that curators looked at or a registry's answers already, nor where the
/// first claim says the same of what was asked and the reading has no figures beside it.
void read_closely(AnswerStudy& study, const ComparisonRequest& request, CloseReader& reader, const ClaimJudge& judge);

} // namespace ekb::query
