// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/tokens.h"
#include "kb/store/history.h"
#include "kb/store/reader.h"
#include "query/answer.h"
#include "query/comparison.h"

#include <filesystem>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::query {

/// Reads sources of a knowledge base again, with their tables, and with a question in mind. Keeps the last few that it
/// read. Not thread-safe.
class CloseReader {
public:
    /// With a snapshot it reads the sources, and the claims behind an answer, as they were recorded then.
    explicit CloseReader(std::filesystem::path kb_dir, const std::optional<kb::Snapshot>& then = std::nullopt);

    /// Whether the knowledge base has its store here; an index that was copied alone has none.
    bool available() const;

    /// The contract's answer for the document that the request names by any of its identifiers.
    ComparisonAnswer compare(const ComparisonRequest& request);
    /// The same for each report of the trial.
    std::vector<ComparisonAnswer> compare_each(const ComparisonRequest& request, const AnswerStudy& study);
    /// Whether the document with this id is known to be retracted.
    bool is_retracted(const std::string& id);

private:
    /// A report as its source has it, with content, and as it was recorded from it, with claims.
    struct Report {
        Document source;
        Document recorded;
    };
    const Report* report(const std::string& id);
    std::optional<Report> read(const std::string& id);
    kb::Reader* store();
    kb::HistoryReader* past();
    std::optional<std::string> resolved(std::string_view identifier);
    std::optional<kb::RawSource> raw(const std::string& id);
    std::optional<kb::StoredDocument> stored(const std::string& id);
    const Claim* claim_behind(const Document& recorded, const ComparisonAnswer& answer, const std::string& endpoint);
    void forget_what_changed();

    std::filesystem::path m_kb_dir;
    std::optional<kb::Snapshot> m_then;
    std::optional<kb::Reader> m_store; ///< opened when it is first needed
    std::optional<kb::HistoryReader> m_past;
    std::list<Report> m_read;          ///< the last one first
    std::int64_t m_read_at = 0;        ///< the store's newest change when they were read
    indexer::Stemmer m_stem;
};

/// The question whose trials are compared where a request names no document.
std::string comparison_question(const ComparisonRequest& request);

} // namespace ekb::query
