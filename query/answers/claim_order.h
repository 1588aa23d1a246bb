// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/claim.h"
#include "query/answer.h"
#include "query/question/reading.h"

#include <memory>
#include <string>
#include <vector>

namespace ekb::indexer {
class Stemmer;
class ValueTest;
}

namespace ekb::query {

/// Whose claims are shown. A claim that does not say is on people.
enum class ClaimSpecies { human, animal, any };

/// What a question asks of a claim.
struct Asked {
    std::vector<std::string> intervention; ///< stems of the question's words, and so on
    std::vector<std::string> comparator;
    std::vector<std::string> endpoint;
    std::vector<const kb::Concept*> intervention_concepts;
    std::vector<const kb::Concept*> comparator_concepts;
    std::vector<const kb::Concept*> endpoint_concepts;
    std::vector<const kb::Concept*> condition_concepts; ///< what the participants have; whom a trial is on is none
    ClaimSpecies species = ClaimSpecies::human;
    bool rejected = false; ///< claims that curators rejected are shown too
    std::vector<std::shared_ptr<const indexer::ValueTest>> claim_tests; ///< of Slot::claims: what one claim must hold ("effect:decreased p:<0.05")
};

Asked asked_of(const Reading& reading, indexer::Stemmer& stem);

/// How well a claim answers, 0..1 for each part; a part that was not asked for is 1.
struct ClaimFit {
    double intervention = 1;
    double comparator = 1;
    double endpoint = 1;
    double condition = 1; ///< 0 where it is of people with something else

    double total() const { return 2 * endpoint + intervention + 0.3 * comparator + 0.3 * condition; }
    bool answers() const { return intervention >= 0.5 && endpoint >= 0.5 && condition >= 0.5; }
};

ClaimFit claim_fit(const Claim& claim, const Asked& asked, const kb::Vocabulary& vocabulary, indexer::Stemmer& stem);

/// Puts the claims that answer first, best first, and sets `answering`. A claim of people with something else than was
/// asked for does not answer, unless a title of the study names what was asked for; nor does one that a test of what was asked
/// fails on. Takes out those that were not asked for:
/// of other species, and rejected ones.
void order_claims(AnswerStudy& study, const Asked& asked, const kb::Vocabulary& vocabulary, indexer::Stemmer& stem);

} // namespace ekb::query
