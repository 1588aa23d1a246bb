// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answers/claim_order.h"

#include "indexer/claim_digest.h"
#include "indexer/clause.h"
#include "indexer/tokens.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/answers/likeness.h"
#include "query/answers/report_of.h"

#include <algorithm>
#include <optional>
#include <tuple>
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

/// The same of what has no one name: things given together are each asked for too.
bool is_part_any(std::string_view text, const std::vector<const kb::Concept*>& concepts, const kb::Vocabulary& vocabulary) {
    if (concepts.empty() || concepts.front()->kind != kb::ConceptKind::intervention) return false;
    return std::ranges::any_of(kb::given_together(text, vocabulary), [&](const kb::Concept* part) { return is_any(part->id, concepts, vocabulary); });
}

/// What a concept that fits is worth beside words that do: the same concept may stand for several endpoints of a trial,
/// whose words then decide.
constexpr double concept_fits = 0.6;

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

bool is_shown(const Claim& claim, const Asked& asked) {
    const bool human = !claim.species || *claim.species == Species::human;
    const bool wanted = asked.species == ClaimSpecies::any || human == (asked.species == ClaimSpecies::human);
    return wanted && (claim.status != ReviewStatus::rejected || asked.rejected);
}

ClaimFit claim_fit(const Claim& claim, const Asked& asked, const kb::Vocabulary& vocabulary, indexer::Stemmer& stem) {
    return ClaimOrder(asked, vocabulary, stem).fit(claim);
}

template <typename Find>
double ClaimOrder::remembered(const void* part, std::string_view text, const std::optional<std::string>& id, const Find& find) {
    for (const NameFit& known : m_known) {
        if (known.part == part && known.text == text && known.id == id) return known.fit;
    }
    const double fit = find();
    NameFit& next = m_known[m_next++ % m_known.size()];
    next.part = part;
    next.text = text;
    next.id = id;
    next.fit = fit;
    return fit;
}

double ClaimOrder::part_fit(std::string_view text, const std::optional<std::string>& id, const std::vector<std::string>& stems,
                            const std::vector<const kb::Concept*>& concepts) {
    if (stems.empty() && concepts.empty()) return 1;
    return remembered(&stems, text, id, [&] {
        const double words = stems.empty() ? 0 : likeness(stems_of(text, m_stem), stems);
        const bool fits = id ? is_any(id, concepts, m_vocabulary) : is_part_any(text, concepts, m_vocabulary);
        return fits ? concept_fits + (1 - concept_fits) * words : words;
    });
}

ClaimFit ClaimOrder::fit(const Claim& claim) {
    ClaimFit fit;
    fit.intervention = part_fit(claim.intervention.text, claim.intervention.concept_id, m_asked.intervention, m_asked.intervention_concepts);
    fit.endpoint = part_fit(claim.endpoint.text, claim.endpoint.concept_id, m_asked.endpoint, m_asked.endpoint_concepts);
    if (claim.comparator) {
        fit.comparator = part_fit(claim.comparator->text, claim.comparator->concept_id, m_asked.comparator, m_asked.comparator_concepts);
    } else if (!m_asked.comparator.empty()) {
        fit.comparator = 0;
    }
    if (!m_asked.condition_concepts.empty() && claim.condition && claim.condition->concept_id) {
        fit.condition = remembered(&m_asked.condition_concepts, {}, claim.condition->concept_id, [&] {
            return is_condition(*claim.condition->concept_id, m_asked, m_vocabulary) ? 1.0 : 0.0;
        });
    }
    return fit;
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
    std::vector<const Arm*> arms;
    if (const Document* report = report_of(study, claim.document)) {
        for (const Arm& arm : report->arms) {
            if (arm.name == claim.intervention.text) arms.push_back(&arm);
        }
    }
    const std::string digest = indexer::claims_digest(claim, arms, stem);
    return std::ranges::all_of(asked.claim_tests, [&](const auto& test) { return test->holds(digest); });
}

/// Moves each claim once, as it is large, to where the ranks have it.
void move_claims(std::vector<Claim>& claims, std::vector<Rank>& ranks) {
    for (std::size_t begin = 0; begin < ranks.size(); ++begin) {
        if (ranks[begin].at == begin) continue;
        Claim first = std::move(claims[begin]);
        std::size_t to = begin;
        for (std::size_t from = ranks[to].at; from != begin; from = ranks[to].at) {
            claims[to] = std::move(claims[from]);
            ranks[to].at = to;
            to = from;
        }
        claims[to] = std::move(first);
        ranks[to].at = to;
    }
}

} // namespace

void ClaimOrder::put_in_order(AnswerStudy& study) {
    std::erase_if(study.claims, [&](const Claim& claim) { return !is_shown(claim, m_asked); });
    std::vector<Rank> ranks;
    ranks.reserve(study.claims.size());
    std::optional<bool> title_names; // looked for where a claim's condition is another
    for (const Claim& claim : study.claims) {
        ClaimFit its = fit(claim);
        if (its.condition < 1) {
            if (!title_names) title_names = title_names_condition(study, m_asked, m_vocabulary);
            if (*title_names) its.condition = 1;
        }
        ranks.push_back(rank_of(claim, its, its.answers() && passes(claim, study, m_asked, m_stem), ranks.size()));
    }
    std::ranges::sort(ranks, [](const Rank& a, const Rank& b) {
        return std::tuple(b.worth, b.directed, a.at) < std::tuple(a.worth, a.directed, b.at);
    });
    study.answering = static_cast<std::size_t>(std::ranges::count_if(ranks, &Rank::answers));
    move_claims(study.claims, ranks);
}

} // namespace ekb::query
