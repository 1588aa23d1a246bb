// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/engine.h"

#include "indexer/entry_terms.h"
#include "indexer/index_reader.h"
#include "indexer/tokens.h"
#include "kb/model/code_points.h"
#include "kb/model/error.h"
#include "query/answers/claim_order.h"
#include "query/answers/close_answer.h"
#include "query/answers/find_studies.h"
#include "query/answers/interpret.h"
#include "query/answers/report_of.h"
#include "query/compare/close_reader.h"
#include "query/history/as_of.h"
#include "query/known_names.h"
#include "query/language/compile.h"
#include "query/language/explain.h"
#include "query/language/groups.h"
#include "query/language/parse.h"
#include "query/limits.h"
#include "query/question/question_clause.h"
#include "query/question/reading.h"
#include "query/question/spelling.h"
#include "query/question/typed.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace ekb::query {

namespace {

/// What was found before any of it is read: the result without its studies, and what their claims are held against.
template <typename Head>
struct Found {
    Head head;
    indexer::Matches matches;
    Asked asked;
};

/// A question's, with how it was read.
struct AnswerFound : Found<Answer> {
    Reading reading;
};

} // namespace

struct Engine::State {
    std::filesystem::path kb_dir; ///< whose vocabulary it is
    indexer::IndexReader index;
    indexer::Stemmer stem;
    CloseReader close_reader;
    std::unique_ptr<KnownNames> names;

    State(std::filesystem::path index_dir, std::filesystem::path vocabulary_dir)
        : kb_dir(std::move(vocabulary_dir)), index(index_dir), close_reader(std::move(index_dir)) {}

    /// Once for a commit that is read, before anything else of it.
    void read_vocabulary() {
        const std::int64_t revision = index.vocabulary_revision();
        if (!names || names->wanted != revision)
            names = std::make_unique<KnownNames>(revision, revision == 0 ? kb::builtin_vocabulary() : kb::vocabulary_of(kb_dir));
    }
    const kb::Vocabulary& vocabulary() const { return *names->known.vocabulary; }

    indexer::Matches find(const Reading& reading, const AskRequest& request) {
        return find_studies(index, question_clauses(reading, compile_context()), {request.offset, request.limit});
    }
    CompileContext compile_context() { return {index, vocabulary(), stem, names->expanded, names->spelling}; }
    Expected<Answer, QueryError> ask(const AskRequest& request);
    Expected<SearchResult, QueryError> search(const SearchRequest& request);
    Expected<AnswerFound, QueryError> find_answer(const AskRequest& request);
    AnswerFound find_answer_in_words(const AskRequest& request, const Typed& typed);
    Expected<Found<SearchResult>, QueryError> find(const SearchRequest& request);
    StudyList listed(indexer::Matches&& matches, Asked&& asked) const {
        return {std::move(matches.hits), index.commit(), std::make_shared<const Asked>(std::move(asked))};
    }
    Expected<Explanation, QueryError> explain(const ExplainRequest& request);
    std::optional<std::int64_t> study_key(std::string_view identifier);
    std::vector<AnswerStudy> answer_studies(std::span<const indexer::Hit> hits, const Asked& asked);
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

/// A study votes with its first answering claim, of a report that was not retracted, that says whom it favours or that
/// there is no difference.
void add_vote(AnswerSummary& summary, const AnswerStudy& study) {
    for (std::size_t i = 0; i < study.answering; ++i) {
        if (is_retracted(study, study.claims[i].document)) continue;
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

/// Which part of a query takes all away.
std::vector<std::string> nothing_found_notes(const std::vector<ClauseVerdict>& verdicts) {
    std::vector<std::string> notes;
    for (const ClauseVerdict& verdict : verdicts) {
        if (verdict.trials == 0)
            notes.push_back("no trial matches " + verdict.clause);
        else if (verdict.without > 0 && verdicts.size() > 1) {
            notes.push_back("without " + verdict.clause + " there would be " + std::to_string(verdict.without));
        }
    }
    return notes;
}

/// What a read of several steps gives, all of them on one commit of the index.
template <typename State, typename Run>
auto of_one_commit(State& state, const Run& run) {
    std::optional<decltype(run())> result;
    state.index.at_one_commit([&] {
        state.read_vocabulary();
        result.emplace(run());
    });
    return std::move(*result);
}

/// Studies on animals alone are wanted only by those who ask for them.
Node of_people(Node&& query) {
    static const auto people = parse_query("NOT (species:animal AND NOT species:human)");
    Node both{.kind = Node::Kind::all, .span = query.span};
    if (query.kind == Node::Kind::all)
        both.parts = std::move(query.parts);
    else
        both.parts.push_back(std::move(query));
    both.parts.push_back(*people);
    return both;
}

} // namespace

std::optional<std::int64_t> Engine::State::study_key(std::string_view identifier) {
    const std::string digits = "pmid:" + std::string(identifier);
    std::vector<indexer::Clause> ways;
    for (const std::string_view each : {identifier, std::string_view(digits)}) {
        ways.push_back({.kind = indexer::Clause::Kind::term,
                        .term = indexer::with_prefix_lower(indexer::prefix::identifier, each)});
    }
    const indexer::Matches found = index.search(combined(indexer::Clause::Kind::any_of, std::move(ways)), {.limit = 1});
    if (found.hits.empty()) return std::nullopt;
    return found.hits.front().study_key;
}

std::vector<AnswerStudy> Engine::State::answer_studies(std::span<const indexer::Hit> hits, const Asked& asked) {
    std::vector<AnswerStudy> studies;
    studies.reserve(hits.size());
    ClaimOrder order(asked, vocabulary(), stem);
    for (const indexer::Hit& hit : hits) {
        auto card = index.card(hit.study_key);
        if (!card) continue; // taken out meanwhile
        studies.push_back(answer_study(std::move(*card), hit.score));
        order.put_in_order(studies.back());
    }
    return studies;
}

Engine::Engine(std::filesystem::path kb_dir) : m_state(std::make_unique<State>(kb_dir, kb_dir)) {}
Engine::Engine(std::filesystem::path index_dir, std::filesystem::path kb_dir)
    : m_state(std::make_unique<State>(std::move(index_dir), std::move(kb_dir))) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

const kb::KbVocabulary& Engine::vocabulary() const {
    m_state->index.at_one_commit([&] { m_state->read_vocabulary(); });
    return m_state->names->known;
}

Expected<Answer, QueryError> Engine::ask(const AskRequest& request) const {
    return of_one_commit(*m_state, [&] { return m_state->ask(request); });
}

Expected<SearchResult, QueryError> Engine::search(const SearchRequest& request) const {
    return of_one_commit(*m_state, [&] { return m_state->search(request); });
}

Expected<Listed<SearchResult>, QueryError> Engine::list_search(const std::string& query) const {
    return of_one_commit(*m_state, [&]() -> Expected<Listed<SearchResult>, QueryError> {
        auto found = m_state->find(SearchRequest{query, all_studies, 0});
        if (!found) return Unexpected(QueryError(found.error()));
        return Listed<SearchResult>{std::move(found->head), m_state->listed(std::move(found->matches), std::move(found->asked))};
    });
}

Expected<Listed<Answer>, QueryError> Engine::list_answers(const std::string& question) const {
    return of_one_commit(*m_state, [&]() -> Expected<Listed<Answer>, QueryError> {
        auto found = m_state->find_answer({question, all_studies, 0, true});
        if (!found) return Unexpected(QueryError(found.error()));
        return Listed<Answer>{std::move(found->head), m_state->listed(std::move(found->matches), std::move(found->asked))};
    });
}

std::optional<std::vector<AnswerStudy>> Engine::read(const StudyList& list, std::size_t offset, std::size_t count) const {
    return of_one_commit(*m_state, [&]() -> std::optional<std::vector<AnswerStudy>> {
        // What the claims are held against names concepts of the vocabulary that this commit was read with.
        if (m_state->index.commit() != list.commit) return std::nullopt;
        const std::span<const indexer::Hit> hits(list.hits);
        const auto rest = hits.subspan(std::min(offset, hits.size()));
        return m_state->answer_studies(rest.first(std::min(count, rest.size())), *list.asked);
    });
}

void Engine::read_together(const std::function<void(const CompileContext& index)>& reads) const {
    m_state->index.at_one_commit([&] {
        m_state->read_vocabulary();
        reads(m_state->compile_context());
    });
}

std::set<std::int64_t> StudyList::keys() const {
    std::set<std::int64_t> keys;
    for (const indexer::Hit& hit : hits)
        keys.insert(hit.study_key);
    return keys;
}

Expected<Explanation, QueryError> Engine::explain(const ExplainRequest& request) const {
    return of_one_commit(*m_state, [&] { return m_state->explain(request); });
}

Expected<AnswerFound, QueryError> Engine::State::find_answer(const AskRequest& request) {
    const bool in_words = request.plain_words || request.question.size() > longest_query;
    const Typed typed = in_words ? Typed{} : read_typed(request.question);
    if (!typed.query) {
        if (auto error = length_error("question", request.question))
            return Unexpected(QueryError{code_points(std::string_view(request.question).substr(0, longest_question)), 0, std::move(*error)});
        return find_answer_in_words(request, typed);
    }
    auto result = find(SearchRequest{*typed.query, request.limit, request.offset});
    if (!result) return Unexpected(QueryError(result.error()));
    AnswerFound found;
    found.head.question = request.question;
    found.head.sequence = result->head.sequence;
    found.head.total = result->head.total;
    found.head.interpretation = interpretation_of(std::move(result->head));
    found.matches = std::move(result->matches);
    found.asked = std::move(result->asked);
    return found;
}

AnswerFound Engine::State::find_answer_in_words(const AskRequest& request, const Typed& typed) {
    AnswerFound found;
    Answer& answer = found.head;
    Reading& reading = found.reading;
    answer.question = request.question;
    answer.sequence = index.sequence();
    std::vector<Correction> corrections;
    const std::string question = corrected(request.question, index, vocabulary(), names->spelling, corrections);
    reading = read_question(question, vocabulary(), [&] { return year_of(snapshot_of(kb_dir, index.sequence())); });
    answer.interpretation = interpretation_of(reading, names->expanded);
    answer.interpretation.notes = typed.notes;
    std::ranges::copy(reading.notes, std::back_inserter(answer.interpretation.notes));
    for (const QuestionFacet& facet : reading.facets) {
        if (facet.role == Role::comparator && is_control(facet, vocabulary()))
            answer.interpretation.notes.push_back("\"" + facet.words + "\" puts trials forward and leaves none out: reports name it in too many ways");
    }
    for (const Correction& each : corrections) {
        answer.interpretation.notes.push_back(respelling_note(each.from, each.to));
    }
    if (reading.words.empty() && reading.filters.empty()) {
        answer.interpretation.notes.emplace_back("the question names nothing to look for");
        return found;
    }
    found.matches = find(reading, request);
    if (found.matches.total == 0 && !reading.animals) {
        reading.animals = true;
        found.matches = find(reading, request);
        if (found.matches.total > 0)
            answer.interpretation.notes.emplace_back("no trial on people matches: these are on animals or cells");
    }
    answer.total = found.matches.total;
    found.asked = asked_of(reading, stem);
    return found;
}

Expected<Answer, QueryError> Engine::State::ask(const AskRequest& request) {
    auto any = find_answer(request);
    if (!any) return Unexpected(QueryError(any.error()));
    AnswerFound& found = *any;
    Answer& answer = found.head;
    answer.studies = answer_studies(found.matches.hits, found.asked);
    // The best trial is read with the question in mind; the others are answered by what was read of them before.
    if (!answer.studies.empty() && request.offset == 0 && !request.recorded && close_reader.available()) {
        const auto comparison = comparison_of(found.reading, answer.studies.front(), stem);
        if (comparison)
            read_closely(answer.studies.front(), *comparison, close_reader, {found.asked, vocabulary(), stem});
    }
    answer.summary = summary_of(answer.studies);
    return std::move(answer);
}

Expected<Found<SearchResult>, QueryError> Engine::State::find(const SearchRequest& request) {
    auto parsed = parse_query(request.query);
    if (!parsed) return Unexpected(QueryError(parsed.error()));
    Found<SearchResult> found;
    SearchResult& result = found.head;
    result.query = request.query;
    result.sequence = index.sequence();
    const bool animals = has_field(*parsed, "species");
    const Node node = animals ? std::move(*parsed) : of_people(std::move(*parsed));
    if (!animals)
        result.notes.emplace_back("trials on animals alone are left out, unless the query has the field species");
    result.query_read = printed(node);
    Compiled compiled = compile(node, request.query, compile_context());
    result.concepts = std::move(compiled.concepts);
    std::ranges::move(compiled.notes, std::back_inserter(result.notes));
    if (request.limit == 0) {
        result.total = index.count(compiled.clause);
        return found;
    }
    found.matches = index.search(compiled.clause, {.offset = request.offset, .limit = request.limit});
    result.total = found.matches.total;
    found.asked = std::move(compiled.asked);
    found.asked.species = animals ? ClaimSpecies::any : ClaimSpecies::human;
    found.asked.rejected = has_field(node, "status");
    if (result.total == 0) {
        std::ranges::move(nothing_found_notes(clause_verdicts(node, request.query, compile_context(), std::nullopt)),
                          std::back_inserter(result.notes));
    }
    return found;
}

Expected<SearchResult, QueryError> Engine::State::search(const SearchRequest& request) {
    auto found = find(request);
    if (!found) return Unexpected(QueryError(found.error()));
    found->head.studies = answer_studies(found->matches.hits, found->asked);
    return std::move(found->head);
}

Expected<Explanation, QueryError> Engine::State::explain(const ExplainRequest& request) {
    auto parsed = parse_query(request.query);
    if (!parsed) return Unexpected(QueryError(parsed.error()));
    State& state = *this;
    const Node node = has_field(*parsed, "species") ? std::move(*parsed) : of_people(std::move(*parsed));
    Explanation explanation;
    explanation.query_read = printed(node);
    const indexer::Clause clause = compile(node, request.query, state.compile_context()).clause;
    explanation.total = state.index.count(clause);
    const auto key = request.document ? state.study_key(*request.document) : std::nullopt;
    if (key) {
        explanation.study = state.index.card(*key).value().id;
        const indexer::Clause study{.kind = indexer::Clause::Kind::among, .keys = {*key}};
        explanation.matched = state.index.count(combined(indexer::Clause::Kind::all_of, {clause, study})) > 0;
    }
    explanation.clauses = clause_verdicts(node, request.query, state.compile_context(), key);
    return explanation;
}

std::string Engine::index_state() const {
    return m_state->index.commit();
}

} // namespace ekb::query
