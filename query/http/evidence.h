// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/expected.h"
#include "kb/store/history.h"
#include "kb/store/kb_vocabulary.h"
#include "query/comparison.h"
#include "query/engine.h"
#include "query/export/formats.h"
#include "query/export/search_record.h"
#include "query/http/feed.h"
#include "query/synthesis/synthesis.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ekb::query::http {

/// What the knowledge base holds now.
struct Contents {
    std::int64_t documents = 0;
    std::int64_t claims = 0;
    std::int64_t sequence = 0; ///< the newest change of the store
};

/// What was told, and the state of the knowledge base that it is of.
struct Told {
    std::string body; ///< a JSON object in the contract's shape, unless its function says otherwise
    kb::Snapshot snapshot;
    std::size_t total = 0; ///< of a list: how many there are
    std::size_t given = 0; ///< of a list: how many of them this part holds
};

/// A file of studies, made while it is sent.
struct Exported {
    std::function<std::string()> next; ///< its next part; empty after the last
    kb::Snapshot snapshot;
};

/// A state of the knowledge base that is asked about; nullopt: now.
using AsOf = std::optional<kb::Snapshot>;

/// Between which states, and of which query's studies (nullopt: all).
struct Between {
    kb::Snapshot from;
    kb::Snapshot to;
    std::optional<std::string> query;
    std::size_t limit = 50;
    std::size_t offset = 0;
};

/// Thrown where the index of a past snapshot is still being made: the same request will be answered later.
class NotReady : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What the API's handlers ask of a knowledge base. Thread-safe: handlers call it from every thread of the server.
/// Throws Error where the knowledge base cannot be read, and NotReady.
class Evidence {
public:
    virtual ~Evidence() = default;

    /// The state that a client's words name; the error is a sentence.
    virtual Expected<kb::Snapshot, std::string> snapshot(std::string_view as_of) = 0;
    virtual kb::Snapshot newest_snapshot() = 0;

    /// Of each study the claims that answer and, at most, that many others (nullopt: all); `claims_total` counts all.
    virtual Expected<Told, QueryError> ask(const AskRequest& request, std::optional<std::size_t> other_claims, const AsOf& as_of) = 0;
    /// The comparable claims of the trials that answer, pooled; up to 1,000 trials.
    virtual Expected<Told, QueryError> synthesise(const std::string& question, const SynthesisOptions& options, const AsOf& as_of) = 0;
    /// The trials that answer as a table (RFC 4180), a row a claim; up to 1,000 trials.
    virtual Expected<Told, QueryError> csv(const std::string& question, const AsOf& as_of) = 0;
    virtual Expected<Told, QueryError> search(const SearchRequest& request, const AsOf& as_of) = 0;
    /// What came, went and changed.
    virtual Expected<Told, QueryError> diff(const Between& between) = 0;
    /// The studies that are wanted, all, as they were recorded.
    virtual Expected<Exported, QueryError> exported(const Wanted& wanted, const ExportFormat& format, const AsOf& as_of) = 0;
    /// How they are searched for: the record that goes with an export (query/export/search_record.h).
    virtual Expected<Told, QueryError> search_record(const Wanted& wanted, const AsOf& as_of) = 0;
    /// How many studies of a query there are of each value of its fields.
    virtual Expected<Told, QueryError> facets(const std::string& query, const AsOf& as_of) = 0;
    /// How many trials each part of a query finds, and which parts a trial matches.
    virtual Expected<Told, QueryError> explain(const ExplainRequest& request, const AsOf& as_of) = 0;
    /// The studies of a query, with what their reports disagree on.
    virtual Expected<Told, QueryError> disagreements(const SearchRequest& request, const AsOf& as_of) = 0;
    /// What happened to the studies of a query, and the notices that touch them, up to that state: newest first.
    virtual Expected<Feed, QueryError> changes_feed(const std::string& query, const AsOf& as_of) = 0;
    virtual Expected<Feed, QueryError> notices_feed(const std::string& query, const AsOf& as_of) = 0;
    /// What each report of the best `limit` trials tells, and over all.
    virtual Told compare(const ComparisonRequest& request, std::size_t limit, const AsOf& as_of) = 0;
    /// By any of its identifiers; with its text. nullopt: there is none.
    virtual std::optional<Told> document(std::string_view identifier, const AsOf& as_of) = 0;
    virtual std::optional<Told> claim(std::string_view id, const AsOf& as_of) = 0;
    /// What persons had done to the claim by then, oldest first: {"events"}. nullopt: there was neither claim nor event.
    virtual std::optional<Told> claim_history(std::string_view id, const AsOf& as_of) = 0;
    virtual std::optional<Told> study(std::string_view id, const AsOf& as_of) = 0;
    /// What the reports of a study disagree on; by any identifier of any of them.
    virtual std::optional<Told> discrepancies(std::string_view study_id, const AsOf& as_of) = 0;
    /// What names mean here.
    virtual kb::KbVocabulary vocabulary() { return kb::builtin_vocabulary(); }
    /// Throws Error where the store or the index cannot be read.
    virtual Contents contents() = 0;
    /// A text that is another after every change of what the others answer from. Cheap: asked before each of them.
    virtual std::string state() = 0;
};

} // namespace ekb::query::http
