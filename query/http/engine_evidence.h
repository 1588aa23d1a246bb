// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/history/snapshots.h"
#include "query/history/wanted_studies.h"
#include "query/http/evidence.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace ekb::query::http {

/// The Evidence of a knowledge base folder: its index answers, its store gives texts. An empty folder holds nothing.
class EngineEvidence : public Evidence {
public:
    /// Throws Error where the folder's index or store cannot be read.
    explicit EngineEvidence(std::filesystem::path kb_dir);
    ~EngineEvidence() override;

    Expected<kb::Snapshot, std::string> snapshot(std::string_view as_of) override;
    kb::Snapshot newest_snapshot() override;
    Expected<Told, QueryError> ask(const AskRequest& request, std::optional<std::size_t> other_claims, const AsOf& as_of) override;
    Expected<Told, QueryError> synthesise(const std::string& question, const SynthesisOptions& options, const AsOf& as_of) override;
    Expected<Told, QueryError> csv(const std::string& question, const AsOf& as_of) override;
    Expected<Told, QueryError> search(const SearchRequest& request, const AsOf& as_of) override;
    Expected<Told, QueryError> diff(const Between& between) override;
    Expected<Exported, QueryError> exported(const Wanted& wanted, const ExportFormat& format, const AsOf& as_of) override;
    Expected<Told, QueryError> search_record(const Wanted& wanted, const AsOf& as_of) override;
    Expected<Told, QueryError> facets(const std::string& query, const AsOf& as_of) override;
    Expected<Told, QueryError> explain(const ExplainRequest& request, const AsOf& as_of) override;
    Expected<Told, QueryError> disagreements(const SearchRequest& request, const AsOf& as_of) override;
    Expected<Feed, QueryError> changes_feed(const std::string& query, const AsOf& as_of) override;
    Expected<Feed, QueryError> notices_feed(const std::string& query, const AsOf& as_of) override;
    Told compare(const ComparisonRequest& request, std::size_t limit, const AsOf& as_of) override;
    std::optional<Told> document(std::string_view identifier, const AsOf& as_of) override;
    std::optional<Told> claim(std::string_view id, const AsOf& as_of) override;
    std::optional<Told> claim_history(std::string_view id, const AsOf& as_of) override;
    std::optional<Told> study(std::string_view id, const AsOf& as_of) override;
    std::optional<Told> discrepancies(std::string_view study_id, const AsOf& as_of) override;
    kb::KbVocabulary vocabulary() override { return kb::vocabulary_of(m_kb_dir); }
    Contents contents() override;
    std::string state() override;

private:
    struct Session;
    class Borrowed;
    class Asked;

    using Entries = std::vector<FeedEntry> (*)(const kb::HistoryReader&, const std::set<std::int64_t>&, const kb::Snapshot&);
    Expected<Feed, QueryError> feed(const std::string& query, const AsOf& as_of, Entries entries);
    /// The studies that are wanted, read with an engine of their own: they may be given for a long time.
    Expected<WantedStudies, QueryError> wanted_studies(const Wanted& wanted, const AsOf& as_of);
    /// The folder with the index of a snapshot; nullopt: the one of now holds it. Throws NotReady where it is not made
    /// within the patience.
    std::optional<std::filesystem::path> folder_of(const kb::Snapshot& snapshot, std::chrono::milliseconds patience);
    Engine engine_of(const kb::Snapshot& snapshot, std::chrono::milliseconds patience);

    std::filesystem::path m_kb_dir;
    Snapshots m_snapshots;
    std::mutex m_mutex;
    /// Engines and readers serve one thread at a time; those not in use wait here.
    std::vector<std::unique_ptr<Session>> m_idle;
};

} // namespace ekb::query::http
