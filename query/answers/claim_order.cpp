// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answers/claim_order.h"

#include "indexer/claim_digest.h"
#include "indexer/clause.h"
#include "indexer/tokens.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/answers/likeness.h"
#include "query/answers/report_of.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>

namespace ekb::query {

namespace {

std::vector<std::string> stems_of_all(const std::vector<std::string>& words, indexer::Stemmer& stem) {
    std::string text;
    for (const std::string& word : words)
        text.append(word).append(" ");
    return stems_of(text, stem);
}

bool is_any(const std::optional<std::string>& id, const std::vector<const kb::Concept*>& concepts,
            const kb::Vocabulary& vocabulary) {
    return id && std::ranges::any_of(concepts, [&](const kb::Concept* each) { return vocabulary.is_a(*id, each->id); });
}

/// What a concept that fits is worth beside words that do: the same concept may stand for several endpoints of a trial,
/// whose words then decide.
constexpr double concept_fits = 0.6;

struct PartAsked {
    const std::vector<std::string>& stems;
    const std::vector<const kb::Concept*>& concepts;
};

/// How alike names are to the words asked for. The claims of a study name the same things again and again: what was found
/// for the last few is kept, as long as the study's claims stay where they are.
class Likenesses {
public:
    explicit Likenesses(indexer::Stemmer& stem) : m_stem(stem) {}

    double of(std::string_view text, const std::vector<std::string>& asked) {
        const auto known = std::ranges::find_if(m_known, [&](const Known& each) { return each.asked == &asked && each.text == text; });
        if (known != m_known.end()) return known->likeness;
        Known& next = m_known[m_next++ % m_known.size()];
        next = {text, &asked, likeness(stems_of(text, m_stem), asked)};
        return next.likeness;
    }

private:
    struct Known {
        std::string_view text;
        const std::vector<std::string>* asked = nullptr;
        double likeness = 0;
    };
    std::array<Known, 6> m_known;
    std::size_t m_next = 0;
    indexer::Stemmer& m_stem;
};

double part_fit(std::string_view text, const std::optional<std::string>& id, PartAsked asked,
                const kb::Vocabulary& vocabulary, Likenesses& likenesses) {
    if (asked.stems.empty() && asked.concepts.empty()) return 1;
    const double words = asked.stems.empty() ? 0 : likenesses.of(text, asked.stems);
    if (!is_any(id, asked.concepts, vocabulary)) return words;
    return concept_fits + (1 - concept_fits) * words;
}

/// A condition that is asked for, or what is narrower or broader.
bool is_condition(const std::string& id, const Asked& asked, const kb::Vocabulary& vocabulary) {
    return std::ranges::any_of(asked.condition_concepts, [&](const kb::Concept* each) {
        return vocabulary.is_a(id, each->id) || vocabulary.is_a(each->id, id);
    });
}

bool title_names_condition(const AnswerStudy& study, const Asked& asked, const kb::Vocabulary& vocabulary) {
    const auto names_it = [&](const std::string& title) {
        return std::ranges::any_of(vocabulary.match(title), [&](const kb::Mention& mention) {
            return std::ranges::any_of(mention.concepts, [&](const kb::Concept* each) { return is_condition(each->id, asked, vocabulary); });
        });
    };
    return names_it(study.title) || std::ranges::any_of(study.documents, names_it, &Document::title);
}

/// The words in the comparator's part of the question that are no name of a comparator.
std::vector<std::string> words_beside_comparator(const Reading& reading) {
    std::vector<std::string> words;
    for (const QuestionWord& word : reading.words) {
        const bool named = word.facet && reading.facets[*word.facet].role == Role::comparator;
        if (word.role == Role::comparator && !named) words.push_back(word.word);
    }
    return words;
}

} // namespace

Asked asked_of(const Reading& reading, indexer::Stemmer& stem) {
    Asked asked;
    asked.species = reading.animals ? ClaimSpecies::animal : ClaimSpecies::human;
    asked.intervention = stems_of_all(reading.words_of(Role::intervention), stem);
    asked.comparator = stems_of_all(reading.words_of(Role::comparator), stem);
    asked.endpoint = stems_of_all(reading.words_of(Role::endpoint), stem);
    for (const QuestionFacet& facet : reading.facets) {
        auto* concepts = facet.role == Role::intervention ? &asked.intervention_concepts
                         : facet.role == Role::comparator ? &asked.comparator_concepts
                         : facet.role == Role::endpoint   ? &asked.endpoint_concepts
                                                          : &asked.condition_concepts;
        concepts->insert(concepts->end(), facet.concepts.begin(), facet.concepts.end());
    }
    std::erase_if(asked.condition_concepts, [](const kb::Concept* each) { return each->kind != kb::ConceptKind::condition; });
    // "A versus B survival": nothing tells where the comparator ends, so its words may be the endpoint's, but for its name.
    if (asked.endpoint.empty() && asked.endpoint_concepts.empty()) asked.endpoint = stems_of_all(words_beside_comparator(reading), stem);
    return asked;
}

namespace {

ClaimFit claim_fit(const Claim& claim, const Asked& asked, const kb::Vocabulary& vocabulary, Likenesses& likenesses) {
    ClaimFit fit;
    fit.intervention = part_fit(claim.intervention.text, claim.intervention.concept_id,
                                {asked.intervention, asked.intervention_concepts}, vocabulary, likenesses);
    fit.endpoint = part_fit(claim.endpoint.text, claim.endpoint.concept_id, {asked.endpoint, asked.endpoint_concepts},
                            vocabulary, likenesses);
    if (claim.comparator) {
        fit.comparator = part_fit(claim.comparator->text, claim.comparator->concept_id,
                                  {asked.comparator, asked.comparator_concepts}, vocabulary, likenesses);
    } else if (!asked.comparator.empty()) {
        fit.comparator = 0;
    }
    if (!asked.condition_concepts.empty() && claim.condition && claim.condition->concept_id)
        fit.condition = is_condition(*claim.condition->concept_id, asked, vocabulary) ? 1 : 0;
    return fit;
}

} // namespace

ClaimFit claim_fit(const Claim& claim, const Asked& asked, const kb::Vocabulary& vocabulary, indexer::Stemmer& stem) {
    Likenesses likenesses(stem);
    return claim_fit(claim, asked, vocabulary, likenesses);
}

namespace {

/// Where a claim stands among its study's. Of equals, one that states a direction comes before one that gives figures
/// alone.
struct Rank {
    double worth = 0;
    bool directed = false;
    bool answers = false;
    std::size_t at = 0; ///< its place before
};

Rank rank_of(const Claim& claim, const ClaimFit& fit, bool answers, std::size_t at) {
    return {fit.total() + (answers ? 10 : 0), claim.effect.direction.has_value(), answers, at};
}

/// Whether the claim alone, with the arm that it is of, holds what a query asks of one claim.
bool passes(const Claim& claim, const AnswerStudy& study, const Asked& asked, indexer::Stemmer& stem) {
    if (asked.claim_tests.empty()) return true;
    Document alone;
    alone.claims = {claim};
    if (const Document* report = report_of(study, claim.document)) {
        std::ranges::copy_if(report->arms, std::back_inserter(alone.arms), [&](const Arm& arm) { return arm.name == claim.intervention.text; });
    }
    const std::string digest = indexer::claims_digest({0, {}, {{0, std::move(alone)}}}, stem);
    return std::ranges::all_of(asked.claim_tests, [&](const auto& test) { return test->holds(digest); });
}

} // namespace

void order_claims(AnswerStudy& study, const Asked& asked, const kb::Vocabulary& vocabulary, indexer::Stemmer& stem) {
    std::erase_if(study.claims, [&](const Claim& claim) {
        const bool human = !claim.species || *claim.species == Species::human;
        const bool wanted = asked.species == ClaimSpecies::any || human == (asked.species == ClaimSpecies::human);
        return !wanted || (claim.status == ReviewStatus::rejected && !asked.rejected);
    });
    std::vector<Rank> ranks;
    ranks.reserve(study.claims.size());
    Likenesses likenesses(stem);
    std::optional<bool> title_names; // looked for where a claim's condition is another
    for (const Claim& claim : study.claims) {
        ClaimFit fit = claim_fit(claim, asked, vocabulary, likenesses);
        if (fit.condition < 1) {
            if (!title_names) title_names = title_names_condition(study, asked, vocabulary);
            if (*title_names) fit.condition = 1;
        }
        ranks.push_back(rank_of(claim, fit, fit.answers() && passes(claim, study, asked, stem), ranks.size()));
    }
    std::ranges::stable_sort(ranks, std::greater{}, [](const Rank& rank) { return std::pair(rank.worth, rank.directed); });
    // A claim is large: each is moved once.
    std::vector<Claim> ordered;
    ordered.reserve(ranks.size());
    for (const Rank& rank : ranks)
        ordered.push_back(std::move(study.claims[rank.at]));
    study.claims = std::move(ordered);
    study.answering = static_cast<std::size_t>(std::ranges::count_if(ranks, &Rank::answers));
}

} // namespace ekb::query
