// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/engine_evidence.h"

#include "kb/json/contract_json.h"
#include "kb/store/curation_json.h"
#include "kb/store/reader.h"
#include "kb/store/schema.h"
#include "query/answer_json.h"
#include "query/compare/close_reader.h"
#include "query/compare/compare_trials.h"
#include "query/engine.h"
#include "query/export/search_record.h"
#include "query/facets/facets.h"
#include "query/history/as_of.h"
#include "query/history/diff.h"
#include "query/history/engine_then.h"
#include "query/http/exported_file.h"
#include "query/http/query_feeds.h"
#include "query/synthesis/synthesis_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace ekb::query::http {

using Json = nlohmann::ordered_json;

/// What one thread reads with.
struct EngineEvidence::Session {
    explicit Session(const std::filesystem::path& kb_dir) : engine(kb_dir), close_reader(kb_dir), kb(kb_dir) {}

    /// The store's readers; null while the folder holds none.
    kb::Reader* reader() {
        if (!opened && std::filesystem::exists(kb::store_file(kb))) opened.emplace(kb);
        return opened ? &*opened : nullptr;
    }
    kb::HistoryReader* history() {
        if (!past && std::filesystem::exists(kb::store_file(kb))) past.emplace(kb);
        return past ? &*past : nullptr;
    }
    /// The study that the document with this identifier was in.
    std::optional<kb::StoredStudy> study_then(std::string_view identifier, const kb::Snapshot& snapshot) {
        const auto key = history() ? history()->study_key(identifier, snapshot.sequence) : std::nullopt;
        return key ? history()->study(*key, snapshot.sequence) : std::nullopt;
    }
    kb::Snapshot newest() { return history() ? history()->newest() : kb::Snapshot{}; }
    /// With its time, which is looked up once: answers come from the index alone.
    const kb::Snapshot& snapshot(std::int64_t sequence) {
        const bool known = last && last->sequence == sequence && last->at_ms;
        if (known) return *last;
        const auto found = history() ? history()->snapshot(sequence) : std::nullopt;
        return last.emplace(found.value_or(kb::Snapshot{sequence, std::nullopt}));
    }

    Engine engine;
    CloseReader close_reader;
    std::filesystem::path kb;
    std::optional<kb::Reader> opened;
    std::optional<kb::HistoryReader> past;
    std::optional<kb::Snapshot> last;
};

/// A session for the length of a call; not given back where the call throws, as it may be what is broken.
class EngineEvidence::Borrowed {
public:
    explicit Borrowed(EngineEvidence& owner) : m_owner(owner) {
        {
            const std::lock_guard lock(owner.m_mutex);
            if (!owner.m_idle.empty()) {
                m_session = std::move(owner.m_idle.back());
                owner.m_idle.pop_back();
            }
        }
        if (!m_session) m_session = std::make_unique<Session>(owner.m_kb_dir);
    }
    ~Borrowed() {
        if (std::uncaught_exceptions() > m_exceptions) return;
        const std::lock_guard lock(m_owner.m_mutex);
        m_owner.m_idle.push_back(std::move(m_session));
    }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    Session* operator->() const { return m_session.get(); }

private:
    EngineEvidence& m_owner;
    std::unique_ptr<Session> m_session;
    int m_exceptions = std::uncaught_exceptions();
};

namespace {

/// As many as ekb synthesise takes.
constexpr std::size_t most_studies = 1000;
/// How long a request waits for the index of a past snapshot.
constexpr std::chrono::seconds snapshot_patience(3);
/// How long an export waits for it, once the index went on while the export was being sent.
constexpr std::chrono::minutes export_patience(10);

Json stored_study_json(const kb::StoredStudy& study) {
    Json documents = Json::array();
    for (const auto& stored : study.documents)
        documents.push_back(kb::document_json(stored.document));
    const auto title = study.documents.empty() ? std::string() : study.documents.front().document.title;
    return {{"id", study.id}, {"title", title}, {"documents", std::move(documents)}};
}

Json discrepancies_json(const kb::StoredStudy& study) {
    Json found = Json::array();
    for (const auto& discrepancy : study.discrepancies)
        found.push_back(kb::discrepancy_json(discrepancy));
    return found;
}

/// Reports of other studies that look like reports of this one, as they are now.
Json suggestions_json(const kb::Reader& reader, std::int64_t study_key) {
    constexpr std::size_t most_suggestions = 5;
    Json found = Json::array();
    for (const kb::JoinSuggestion& suggestion : reader.join_suggestions(study_key, most_suggestions))
        found.push_back(kb::suggestion_json(suggestion));
    return found;
}

Told told(const Json& body, const kb::Snapshot& snapshot) {
    return {body.dump(-1, ' ', false, Json::error_handler_t::replace), snapshot};
}

/// A body of ours that names its snapshot.
Told named(Json body, const kb::Snapshot& snapshot) {
    body["snapshot"] = snapshot_json(snapshot);
    return told(body, snapshot);
}

} // namespace

/// The engine of a state of the knowledge base for the length of a call.
class EngineEvidence::Asked {
public:
    Asked(EngineEvidence& owner, const AsOf& as_of) : m_session(owner), m_as_of(as_of) {
        if (!as_of) return;
        if (const auto folder = owner.folder_of(*as_of, snapshot_patience)) m_then.emplace(*folder, owner.m_kb_dir);
    }

    const Engine& engine() const { return m_then ? *m_then : m_session->engine; }
    Session& session() const { return *m_session.operator->(); }
    bool recorded() const { return m_as_of.has_value(); }
    kb::Snapshot snapshot(std::int64_t sequence) const { return m_as_of ? *m_as_of : m_session->snapshot(sequence); }

private:
    Borrowed m_session;
    AsOf m_as_of;
    std::optional<Engine> m_then;
};

EngineEvidence::EngineEvidence(std::filesystem::path kb_dir) : m_kb_dir(std::move(kb_dir)), m_snapshots(m_kb_dir) {
    contents();
}
EngineEvidence::~EngineEvidence() = default;

Expected<kb::Snapshot, std::string> EngineEvidence::snapshot(std::string_view as_of) {
    const Borrowed session(*this);
    if (auto* history = session->history()) return read_as_of(*history, as_of);
    return Unexpected(std::string("the knowledge base is empty and has no snapshots"));
}

kb::Snapshot EngineEvidence::newest_snapshot() {
    return Borrowed(*this)->newest();
}

Expected<Told, QueryError> EngineEvidence::ask(const AskRequest& request, std::optional<std::size_t> other_claims, const AsOf& as_of) {
    const Asked asked(*this, as_of);
    AskRequest one = request;
    one.recorded = asked.recorded();
    auto found = asked.engine().ask(one);
    if (!found) return Unexpected(QueryError(found.error()));
    Answer& answer = *found;
    std::vector<std::size_t> totals;
    for (AnswerStudy& study : answer.studies) {
        totals.push_back(study.claims.size());
        if (other_claims) study.claims.resize(std::min(study.claims.size(), study.answering + *other_claims));
    }
    const kb::Snapshot snapshot = asked.snapshot(answer.sequence);
    Told part{answer_json_text(answer, totals, snapshot_json(snapshot)), snapshot};
    part.total = answer.total;
    part.given = answer.studies.size();
    return part;
}

Expected<Told, QueryError> EngineEvidence::synthesise(const std::string& question, const SynthesisOptions& options, const AsOf& as_of) {
    const Asked asked(*this, as_of);
    const auto answer = asked.engine().ask({question, most_studies, 0, asked.recorded()});
    if (!answer) return Unexpected(QueryError(answer.error()));
    Json body{{"question", answer->question}, {"interpretation", interpretation_json(answer->interpretation)}};
    body.update(synthesis_json(query::synthesise(answer->studies, options), options));
    body["sequence"] = answer->sequence;
    return named(std::move(body), asked.snapshot(answer->sequence));
}

Expected<Told, QueryError> EngineEvidence::csv(const std::string& question, const AsOf& as_of) {
    const Asked asked(*this, as_of);
    const auto answer = asked.engine().ask({question, most_studies, 0, asked.recorded()});
    if (!answer) return Unexpected(QueryError(answer.error()));
    return Told{export_text(*export_format("csv"), answer->studies), asked.snapshot(answer->sequence)};
}

Expected<Told, QueryError> EngineEvidence::search(const SearchRequest& request, const AsOf& as_of) {
    const Asked asked(*this, as_of);
    const auto result = asked.engine().search(request);
    if (!result) return Unexpected(result.error());
    const kb::Snapshot snapshot = asked.snapshot(result->sequence);
    Told part{search_json_text(*result, snapshot_json(snapshot)), snapshot};
    part.total = result->total;
    part.given = result->studies.size();
    return part;
}

Expected<Told, QueryError> EngineEvidence::diff(const Between& between) {
    DiffRequest request{between.from, between.to};
    for (const bool then : {true, false}) {
        if (!between.query) break;
        const kb::Snapshot& snapshot = then ? between.from : between.to;
        const Asked asked(*this, snapshot);
        const auto found = asked.engine().list_search(*between.query);
        if (!found) return Unexpected(QueryError(found.error()));
        (then ? request.found_then : request.found_now) = found->studies.keys();
    }
    const Borrowed session(*this);
    auto* history = session->history();
    if (!history) return told({}, {});
    const Json body = diff_json(*history, request, query::diff(*history, request), between.offset, between.limit);
    return named(body, between.to);
}

std::optional<std::filesystem::path> EngineEvidence::folder_of(const kb::Snapshot& snapshot, std::chrono::milliseconds patience) {
    if (is_held_now(m_kb_dir, snapshot)) return std::nullopt;
    auto folder = m_snapshots.folder(snapshot, patience);
    if (!folder) throw NotReady(fmt::format("the index of snapshot {} is being made", snapshot.sequence));
    return folder;
}

Engine EngineEvidence::engine_of(const kb::Snapshot& snapshot, std::chrono::milliseconds patience) {
    return {folder_of(snapshot, patience).value_or(m_kb_dir), m_kb_dir};
}

Expected<WantedStudies, QueryError> EngineEvidence::wanted_studies(const Wanted& wanted, const AsOf& as_of) {
    Engine engine = as_of ? engine_of(*as_of, snapshot_patience) : Engine(m_kb_dir);
    return WantedStudies::find(std::move(engine), m_kb_dir, wanted, as_of, [this](const kb::Snapshot& snapshot) {
        return engine_of(snapshot, export_patience);
    });
}

Expected<Exported, QueryError> EngineEvidence::exported(const Wanted& wanted, const ExportFormat& format, const AsOf& as_of) {
    auto studies = wanted_studies(wanted, as_of);
    if (!studies) return Unexpected(QueryError(studies.error()));
    const kb::Snapshot snapshot = studies->record().snapshot;
    auto file = std::make_shared<ExportedFile>(std::move(studies.value()), format);
    return Exported{[file] { return file->next(); }, snapshot};
}

Expected<Told, QueryError> EngineEvidence::search_record(const Wanted& wanted, const AsOf& as_of) {
    auto studies = wanted_studies(wanted, as_of);
    if (!studies) return Unexpected(QueryError(studies.error()));
    while (!studies->next().empty()) {
    }
    return told(search_record_json(studies->record()), studies->record().snapshot);
}

Expected<Told, QueryError> EngineEvidence::facets(const std::string& query, const AsOf& as_of) {
    const Asked asked(*this, as_of);
    const auto found = query::facets(asked.engine(), query);
    if (!found) return Unexpected(found.error());
    return named(facets_json(*found), asked.snapshot(found->sequence));
}

Expected<Told, QueryError> EngineEvidence::explain(const ExplainRequest& request, const AsOf& as_of) {
    const Asked asked(*this, as_of);
    const auto explained = asked.engine().explain(request);
    if (!explained) return Unexpected(explained.error());
    return named(explanation_json(*explained), as_of.value_or(asked.session().newest()));
}

Expected<Told, QueryError> EngineEvidence::disagreements(const SearchRequest& request, const AsOf& as_of) {
    const Asked asked(*this, as_of);
    const auto result = asked.engine().search(request);
    if (!result) return Unexpected(result.error());
    const kb::Snapshot snapshot = asked.snapshot(result->sequence);
    Json studies = Json::array();
    for (const AnswerStudy& found : result->studies) {
        const auto study = asked.session().study_then(found.documents.front().id, snapshot);
        if (study) studies.push_back({{"id", found.id}, {"title", found.title}, {"discrepancies", discrepancies_json(*study)}});
    }
    Told part = named({{"query_read", result->query_read}, {"total", result->total}, {"studies", std::move(studies)}}, snapshot);
    part.total = result->total;
    part.given = result->studies.size();
    return part;
}

Expected<Feed, QueryError> EngineEvidence::feed(const std::string& query, const AsOf& as_of, Entries entries) {
    const Asked asked(*this, as_of);
    const auto found = asked.engine().list_search(query);
    if (!found) return Unexpected(QueryError(found.error()));
    Feed told;
    told.snapshot = asked.snapshot(found->head.sequence);
    const auto* history = asked.session().history();
    if (history) told.entries = entries(*history, found->studies.keys(), told.snapshot);
    for (FeedEntry& entry : told.entries) {
        if (as_of) entry.url += fmt::format("?as_of={}", as_of->sequence); // what is gone since is there
    }
    if (!told.entries.empty()) told.at_ms = told.entries.front().at_ms;
    return told;
}

Expected<Feed, QueryError> EngineEvidence::changes_feed(const std::string& query, const AsOf& as_of) {
    return feed(query, as_of, change_entries);
}

Expected<Feed, QueryError> EngineEvidence::notices_feed(const std::string& query, const AsOf& as_of) {
    return feed(query, as_of, notice_entries);
}

Told EngineEvidence::compare(const ComparisonRequest& request, std::size_t limit, const AsOf& as_of) {
    const Asked asked(*this, as_of);
    Json answers = Json::array();
    std::optional<CloseReader> then;
    if (as_of) then.emplace(m_kb_dir, as_of);
    const ComparedTrials compared =
        compare_trials(asked.engine(), then ? *then : asked.session().close_reader, request, limit);
    for (const ComparisonAnswer& answer : compared.answers)
        answers.push_back(comparison_json(answer));
    return named(Json{{"comparisons", std::move(answers)}, {"summary", comparison_summary_json(compared.summary)}},
                 as_of.value_or(asked.session().newest()));
}

std::optional<Told> EngineEvidence::document(std::string_view identifier, const AsOf& as_of) {
    const Borrowed session(*this);
    if (as_of) {
        const auto stored = session->history() ? session->history()->document(identifier, as_of->sequence) : std::nullopt;
        if (!stored) return std::nullopt;
        return told(kb::document_json(stored->document, true), *as_of);
    }
    auto* reader = session->reader();
    const auto id = reader ? reader->resolve(identifier) : std::nullopt;
    const auto stored = id ? reader->document(*id) : std::nullopt;
    if (!stored) return std::nullopt;
    return told(kb::document_json(stored->document, true), session->newest());
}

std::optional<Told> EngineEvidence::claim(std::string_view id, const AsOf& as_of) {
    const Borrowed session(*this);
    auto* reader = session->reader();
    if (!reader) return std::nullopt;
    const auto claim = as_of ? session->history()->claim(id, as_of->sequence) : reader->claim(id);
    if (!claim) return std::nullopt;
    return told(kb::claim_json(*claim), as_of.value_or(session->newest()));
}

std::optional<Told> EngineEvidence::claim_history(std::string_view id, const AsOf& as_of) {
    const Borrowed session(*this);
    auto* reader = session->reader();
    if (!reader) return std::nullopt;
    const kb::Snapshot snapshot = as_of.value_or(session->newest());
    Json events = Json::array();
    for (const auto& event : reader->review_events(id)) {
        if (event.sequence <= snapshot.sequence) events.push_back(kb::review_event_json(event));
    }
    const bool known = !events.empty() || (as_of ? session->history()->claim(id, snapshot.sequence) : reader->claim(id));
    return known ? std::optional(named({{"events", std::move(events)}}, snapshot)) : std::nullopt;
}

std::optional<Told> EngineEvidence::study(std::string_view id, const AsOf& as_of) {
    const Borrowed session(*this);
    const kb::Snapshot snapshot = as_of.value_or(session->newest());
    const auto study = session->study_then(id, snapshot);
    if (!study) return std::nullopt;
    return told(stored_study_json(*study), snapshot);
}

std::optional<Told> EngineEvidence::discrepancies(std::string_view study_id, const AsOf& as_of) {
    const Borrowed session(*this);
    const kb::Snapshot snapshot = as_of.value_or(session->newest());
    const auto study = session->study_then(study_id, snapshot);
    if (!study) return std::nullopt;
    Json body{{"discrepancies", discrepancies_json(*study)}};
    if (!as_of) body["suggestions"] = suggestions_json(*session->reader(), study->key);
    return told(body, snapshot);
}

Contents EngineEvidence::contents() {
    const Borrowed session(*this);
    session->engine.ask({"placebo", 1, 0, true}); // throws where the index cannot be read
    auto* reader = session->reader();
    if (!reader) return {};
    return {reader->document_count(), reader->claim_count(), reader->last_sequence()};
}

std::string EngineEvidence::state() {
    const Borrowed session(*this);
    auto* reader = session->reader();
    return fmt::format("{} {}", session->engine.index_state(), reader ? reader->last_sequence() : 0);
}

} // namespace ekb::query::http
