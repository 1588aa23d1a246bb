// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/engine.h"

#include "indexer/index_reader.h"
#include "indexer/tokens.h"
#include "kb/vocabulary/vocabulary.h"
#include "query/answers/claim_order.h"
#include "query/answers/find_studies.h"
#include "query/answers/interpret.h"
#include "query/question/question_clause.h"
#include "query/question/reading.h"
#include "query/question/spelling.h"

namespace ekb::query {

struct Engine::State {
    std::filesystem::path kb_dir;
    indexer::IndexReader index;
    indexer::Stemmer stem;
    const kb::Vocabulary& vocabulary = kb::Vocabulary::builtin();

    explicit State(std::filesystem::path dir) : kb_dir(std::move(dir)), index(kb_dir) {}
};

namespace {

AnswerStudy answer_study(indexer::StudyCard&& card, double score) {
    AnswerStudy study;
    study.id = std::move(card.id);
    study.title = std::move(card.title);
    study.score = score;
    study.documents = std::move(card.documents);
    study.claims = std::move(card.claims);
    return study;
}

std::optional<int> participants(const AnswerStudy& study) {
    std::optional<int> most;
    const auto take = [&](const std::optional<int>& n) {
        if (n && (!most || *n > *most)) most = n;
    };
    for (const Document& document : study.documents)
        take(document.n.randomised);
    for (std::size_t i = 0; i < study.answering; ++i)
        take(study.claims[i].n.randomised);
    return most;
}

/// A study votes with its first answering claim that says whom it favours, or that there is no difference.
void add_vote(AnswerSummary& summary, const AnswerStudy& study) {
    for (std::size_t i = 0; i < study.answering; ++i) {
        const Effect& effect = study.claims[i].effect;
        if (effect.favours == Favours::intervention) return void(++summary.favours_intervention);
        if (effect.favours == Favours::comparator) return void(++summary.favours_comparator);
        if (effect.favours == Favours::neither || effect.direction == Direction::no_difference) {
            return void(++summary.no_difference);
        }
    }
}

AnswerSummary summary_of(const std::vector<AnswerStudy>& studies) {
    AnswerSummary summary;
    summary.studies = studies.size();
    for (const AnswerStudy& study : studies) {
        summary.participants += participants(study).value_or(0);
        add_vote(summary, study);
    }
    return summary;
}

} // namespace

Engine::Engine(std::filesystem::path kb_dir) : m_state(std::make_unique<State>(std::move(kb_dir))) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

Answer Engine::ask(const AskRequest& request) const {
    State& state = *m_state;
    Answer answer;
    answer.question = request.question;
    answer.sequence = state.index.sequence();
    std::vector<Correction> corrections;
    const std::string question = corrected(request.question, state.index, state.vocabulary, corrections);
    const Reading reading = read_question(question, state.vocabulary);
    answer.interpretation = interpretation_of(reading, state.vocabulary);
    for (const Correction& each : corrections) {
        answer.interpretation.notes.push_back("nothing is called \"" + each.from + "\": searched \"" + each.to + "\"");
    }
    if (reading.words.empty() && reading.filters.empty()) {
        answer.interpretation.notes.emplace_back("the question names nothing to look for");
        return answer;
    }
    const QuestionClauses clauses = question_clauses(reading, state.vocabulary, state.stem);
    const indexer::Matches matches = find_studies(state.index, clauses, {request.offset, request.limit});
    answer.total = matches.total;
    const Asked asked = asked_of(reading, state.stem);
    for (const indexer::Hit& hit : matches.hits) {
        auto card = state.index.card(hit.study_key);
        if (!card) continue;
        answer.studies.push_back(answer_study(std::move(*card), hit.score));
        order_claims(answer.studies.back(), asked, state.vocabulary, state.stem);
    }
    answer.summary = summary_of(answer.studies);
    return answer;
}

} // namespace ekb::query
