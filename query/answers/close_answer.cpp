// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answers/close_answer.h"

#include "indexer/tokens.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/answers/likeness.h"
#include "query/compare/close_reader.h"

#include <algorithm>

namespace ekb::query {

namespace {

constexpr double same_arm = 0.5;
constexpr double same_endpoint = 0.75; // of a claim's fit: its words are most of those asked for

std::vector<std::string> sorted_stems(const std::vector<indexer::Token>& words, indexer::Stemmer& stem) {
    std::vector<std::string> stems;
    for (const indexer::Token& token : words)
        stems.push_back(stem(token.word));
    std::ranges::sort(stems);
    return stems;
}

std::vector<std::string> arm_names(const AnswerStudy& study) {
    std::vector<std::string> names;
    for (const Document& document : study.documents) {
        for (const Arm& arm : document.arms) {
            names.push_back(arm.name);
            names.insert(names.end(), arm.also_called.begin(), arm.also_called.end());
        }
    }
    for (const Claim& claim : study.claims) {
        if (claim.comparator) names.push_back(claim.comparator->text);
    }
    return names;
}

/// How many of the first words are most like an arm's name; 0 where none are.
std::size_t words_of_arm(const std::vector<indexer::Token>& words, const AnswerStudy& study, indexer::Stemmer& stem) {
    std::size_t best = 0;
    double best_likeness = same_arm;
    for (const std::string& name : arm_names(study)) {
        const auto arm = sorted_stems(indexer::tokens(name), stem);
        std::vector<indexer::Token> first;
        for (const indexer::Token& token : words) {
            first.push_back(token);
            const auto stems = sorted_stems(first, stem);
            const double like = likeness(arm, stems);
            if (like > best_likeness) best = first.size(), best_likeness = like;
        }
    }
    return best;
}

/// Where the comparator ends that the text begins with: after an arm's name, else after the first thing that the
/// question names as given.
std::size_t comparator_end(const std::string& text, const Reading& reading, const AnswerStudy& study,
                           indexer::Stemmer& stem) {
    const std::vector<indexer::Token> words = indexer::tokens(text);
    const std::size_t arm = words_of_arm(words, study, stem);
    if (arm > 0) return words[arm - 1].span.end;
    for (const QuestionFacet& facet : reading.facets) {
        if (facet.role == Role::comparator && text.starts_with(facet.words)) return facet.words.size();
    }
    return 0;
}

/// What the part of the comparator asks for from byte `from` of the question on, from the first word that is searched for; empty
/// where none is: filters and words of asking name no endpoint.
std::string endpoint_behind(std::size_t from, const Reading& reading) {
    const auto first = std::ranges::find_if(reading.words, [&](const QuestionWord& word) {
        return word.role == Role::comparator && word.span.begin >= from;
    });
    if (first == reading.words.end()) return {};
    return reading.question.substr(first->span.begin, reading.span_of(Role::comparator).end - first->span.begin);
}

bool is_settled(const Claim& claim) {
    return claim.method == Method::curator || claim.status == ReviewStatus::accepted ||
           claim.status == ReviewStatus::corrected || (claim.method == Method::registry && claim.effect.direction);
}

Named named(const std::string& text, kb::ConceptKind kind, const kb::Vocabulary& vocabulary) {
    const kb::Concept* found = kb::concept_of(text, kind, vocabulary);
    if (found == nullptr) return {text, {}, {}};
    return {text, found->id, found->label};
}

Claim claim_of(const ComparisonRequest& asked, const ComparisonAnswer& said, const kb::Vocabulary& vocabulary) {
    Claim claim;
    claim.id = said.document + "#question";
    claim.document = said.document;
    claim.intervention = named(asked.intervention, kb::ConceptKind::intervention, vocabulary);
    if (asked.comparator) claim.comparator = named(*asked.comparator, kb::ConceptKind::intervention, vocabulary);
    const Named endpoint = named(asked.endpoint, kb::ConceptKind::endpoint, vocabulary);
    claim.endpoint.text = endpoint.text;
    claim.endpoint.concept_id = endpoint.concept_id;
    claim.endpoint.label = endpoint.label;
    claim.effect.direction = said.direction;
    if (said.direction == Direction::no_difference) claim.effect.favours = Favours::neither;
    claim.arms = said.arms;
    claim.evidence.push_back(*said.evidence);
    claim.confidence = said.confidence;
    return claim;
}

/// Puts the claim that was read from the same words before first, where it is about what was asked.
bool bring_forward(AnswerStudy& study, const std::optional<std::string>& id, const ClaimJudge& judge) {
    const auto found = std::ranges::find_if(study.claims, [&](const Claim& claim) { return id && claim.id == *id; });
    if (found == study.claims.end()) return false;
    const ClaimFit fit = claim_fit(*found, judge.asked, judge.vocabulary, judge.stem);
    if (!fit.answers() || fit.endpoint < same_endpoint) return false;
    const auto at = static_cast<std::size_t>(found - study.claims.begin());
    std::rotate(study.claims.begin(), found, found + 1);
    if (at >= study.answering) ++study.answering;
    return true;
}

/// Whether the first claim tells all of it already: the same of what was asked, and the reading has no figures to add.
bool says_no_more(const ComparisonAnswer& said, const AnswerStudy& study, const ClaimJudge& judge) {
    if (study.answering == 0 || !said.arms.empty()) return false;
    const Claim& first = study.claims.front();
    if (first.effect.direction != said.direction) return false;
    return claim_fit(first, judge.asked, judge.vocabulary, judge.stem).endpoint >= same_endpoint;
}

} // namespace

std::optional<ComparisonRequest> comparison_of(const Reading& reading, const AnswerStudy& study,
                                               indexer::Stemmer& stem) {
    ComparisonRequest asked;
    asked.intervention = reading.part(Role::intervention);
    asked.endpoint = reading.part(Role::endpoint);
    std::string comparator = reading.part(Role::comparator);
    if (asked.endpoint.empty() && !comparator.empty()) {
        const std::size_t end = comparator_end(comparator, reading, study, stem);
        asked.endpoint = endpoint_behind(reading.span_of(Role::comparator).begin + end, reading);
        comparator.resize(end);
    }
    if (asked.intervention.empty() || asked.endpoint.empty()) return std::nullopt;
    if (!comparator.empty()) asked.comparator = std::move(comparator);
    return asked;
}

void read_closely(AnswerStudy& study, const ComparisonRequest& asked, CloseReader& reader, const ClaimJudge& judge) {
    if (study.answering > 0 && is_settled(study.claims.front())) return;
    for (const Document& document : study.documents) {
        if (document.type != DocumentType::article) continue;
        ComparisonRequest request = asked;
        request.document = document.id;
        const ComparisonAnswer said = reader.compare(request);
        if (!said.direction || !said.evidence) continue;
        if (bring_forward(study, said.claim, judge) || says_no_more(said, study, judge)) return;
        study.claims.insert(study.claims.begin(), claim_of(asked, said, judge.vocabulary));
        study.claims.front().study = study.id;
        ++study.answering;
        return;
    }
}

} // namespace ekb::query
