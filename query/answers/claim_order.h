// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/claim.h"
#include "query/answer.h"
#include "query/question/reading.h"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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

/// Whether what was asked for is shown such a claim at all: not where it is of other species, or was rejected.
bool is_shown(const Claim& claim, const Asked& asked);

/// Puts the claims of studies in the order in which they answer. The studies of a page name the same things again and
/// again: what was found for the last few names is kept. Not thread-safe.
class ClaimOrder {
public:
    /// All of them outlive it and stay as they are.
    ClaimOrder(const Asked& asked, const kb::Vocabulary& vocabulary, indexer::Stemmer& stem)
        : m_asked(asked), m_vocabulary(vocabulary), m_stem(stem) {}

    ClaimFit fit(const Claim& claim);
    /// Puts the claims that answer first, best first, and sets `answering`. A claim of people with something else than was
    /// asked for does not answer, unless a title of the study names what was asked for; nor does one that a test of what was
    /// asked fails on. Takes out those that were not asked for: of other species, and rejected ones.
    void put_in_order(AnswerStudy& study);

private:
    /// How well a name, or the concept that it was read as, fits a part of what was asked.
    struct NameFit {
        const void* part = nullptr; ///< of m_asked
        std::string text;
        std::optional<std::string> id;
        double fit = 0;
    };
    template <typename Find>
    double remembered(const void* part, std::string_view text, const std::optional<std::string>& id, const Find& find);
    double part_fit(std::string_view text, const std::optional<std::string>& id, const std::vector<std::string>& stems,
                    const std::vector<const kb::Concept*>& concepts);

    const Asked& m_asked;
    const kb::Vocabulary& m_vocabulary;
    indexer::Stemmer& m_stem;
    std::array<NameFit, 16> m_known;
    std::size_t m_next = 0;
};

} // namespace ekb::query
