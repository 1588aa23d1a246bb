// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/engine_evidence.h"

#include "kb/json/contract_json.h"
#include "kb/store/curation_json.h"
#include "kb/store/reader.h"
#include "kb/store/schema.h"
#include "query/answer_json.h"
#include "query/engine.h"
#include "query/export/csv.h"
#include "query/synthesis/synthesis_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace ekb::query::http {

using Json = nlohmann::ordered_json;

/// What one thread reads with.
struct EngineEvidence::Session {
    explicit Session(const std::filesystem::path& kb_dir) : engine(kb_dir), kb(kb_dir) {}

    /// The store's reader; null while the folder holds none.
    kb::Reader* reader() {
        if (!opened && std::filesystem::exists(kb::store_file(kb))) opened.emplace(kb);
        return opened ? &*opened : nullptr;
    }

    Engine engine;
    std::filesystem::path kb;
    std::optional<kb::Reader> opened;
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

Json stored_study_json(const kb::StoredStudy& study) {
    Json documents = Json::array();
    for (const auto& stored : study.documents)
        documents.push_back(kb::document_json(stored.document));
    const auto title = study.documents.empty() ? std::string() : study.documents.front().document.title;
    return {{"id", study.id}, {"title", title}, {"documents", std::move(documents)}};
}

} // namespace

EngineEvidence::EngineEvidence(std::filesystem::path kb_dir) : m_kb_dir(std::move(kb_dir)) {
    contents();
}
EngineEvidence::~EngineEvidence() = default;

std::string EngineEvidence::ask(const AskRequest& request, std::optional<std::size_t> other_claims) {
    const Borrowed session(*this);
    Answer answer = session->engine.ask(request);
    std::vector<std::size_t> totals;
    for (AnswerStudy& study : answer.studies) {
        totals.push_back(study.claims.size());
        if (other_claims) study.claims.resize(std::min(study.claims.size(), study.answering + *other_claims));
    }
    Json body = answer_json(answer);
    for (std::size_t i = 0; i < totals.size(); ++i)
        body["studies"][i]["claims_total"] = totals[i];
    return body.dump();
}

std::string EngineEvidence::synthesise(const std::string& question, const SynthesisOptions& options) {
    const Borrowed session(*this);
    const Answer answer = session->engine.ask({question, most_studies, 0});
    Json body{{"question", answer.question}, {"interpretation", interpretation_json(answer.interpretation)}};
    body.update(synthesis_json(query::synthesise(answer.studies, options), options));
    body["sequence"] = answer.sequence;
    return body.dump();
}

std::string EngineEvidence::csv(const std::string& question) {
    const Borrowed session(*this);
    return studies_csv(session->engine.ask({question, most_studies, 0}).studies);
}

Expected<std::string, QueryError> EngineEvidence::search(const SearchRequest& request) {
    const Borrowed session(*this);
    const auto result = session->engine.search(request);
    if (!result) return Unexpected(result.error());
    return search_json(*result).dump();
}

std::string EngineEvidence::compare(const ComparisonRequest& request) {
    const Borrowed session(*this);
    Json answers = Json::array();
    for (const auto& answer : session->engine.compare(request))
        answers.push_back(comparison_json(answer));
    return answers.dump();
}

std::optional<std::string> EngineEvidence::document(std::string_view identifier) {
    const Borrowed session(*this);
    auto* reader = session->reader();
    const auto id = reader ? reader->resolve(identifier) : std::nullopt;
    const auto stored = id ? reader->document(*id) : std::nullopt;
    if (!stored) return std::nullopt;
    return kb::document_json(stored->document, true).dump();
}

std::optional<std::string> EngineEvidence::claim(std::string_view id) {
    const Borrowed session(*this);
    auto* reader = session->reader();
    const auto claim = reader ? reader->claim(id) : std::nullopt;
    if (!claim) return std::nullopt;
    return kb::claim_json(*claim).dump();
}

std::optional<std::string> EngineEvidence::study(std::string_view id) {
    const Borrowed session(*this);
    auto* reader = session->reader();
    const auto key = reader ? reader->study_key(id) : std::nullopt;
    const auto study = key ? reader->study(*key) : std::nullopt;
    if (!study) return std::nullopt;
    return stored_study_json(*study).dump();
}

std::optional<std::string> EngineEvidence::discrepancies(std::string_view study_id) {
    const Borrowed session(*this);
    auto* reader = session->reader();
    const auto key = reader ? reader->study_key(study_id) : std::nullopt;
    if (!key) return std::nullopt;
    Json found = Json::array();
    for (const auto& discrepancy : reader->discrepancies(*key))
        found.push_back(kb::discrepancy_json(discrepancy));
    return Json{{"discrepancies", std::move(found)}}.dump();
}

Contents EngineEvidence::contents() {
    const Borrowed session(*this);
    session->engine.ask({"placebo", 1, 0}); // throws where the index cannot be read
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
