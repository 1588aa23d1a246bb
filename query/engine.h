// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/expected.h"
#include "query/answer.h"
#include "query/comparison.h"
#include "query/explanation.h"
#include "query/query_error.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ekb::kb {
struct KbVocabulary;
}

namespace ekb::query {

struct AskRequest {
    std::string question; ///< up to longest_question bytes (query/limits.h)
    std::size_t limit = 50;
    std::size_t offset = 0;
    bool recorded = false; ///< show what the store recorded alone: read no report closely for the question
};

struct SearchRequest {
    std::string query; ///< in the query language: docs/query-language.md
    std::size_t limit = 50;
    std::size_t offset = 0;
};

struct ExplainRequest {
    std::string query;
    std::optional<std::string> document; ///< any identifier of the trial that is asked about
};

/// What a query found. `query_read` is the query as it was understood, every default spelled out.
struct SearchResult {
    std::string query;
    std::string query_read;
    std::vector<ReadConcept> concepts;
    std::vector<std::string> notes;
    std::size_t total = 0;
    std::vector<AnswerStudy> studies;
    std::int64_t sequence = 0;
};

/// Answers from the index of one knowledge base folder; only compare() opens the store, and whatever is asked first of an
/// index that was made with an imported vocabulary, which stands there. Sees the index as last committed when a call
/// begins. Not thread-safe: one a thread. Throws Error where the index cannot be read, or a
/// question is longer than it may be.
class Engine {
public:
    /// Opens the index of `kb_dir`; an empty folder answers everything with nothing.
    explicit Engine(std::filesystem::path kb_dir);
    /// The index of one folder, asked with the vocabulary of the knowledge base in another.
    Engine(std::filesystem::path index_dir, std::filesystem::path kb_dir);
    ~Engine();
    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;

    Answer ask(const AskRequest& request) const;
    Expected<SearchResult, QueryError> search(const SearchRequest& request) const;
    /// Why a query finds what it finds, part by part; and whether, and by which part not, it finds a trial.
    Expected<Explanation, QueryError> explain(const ExplainRequest& request) const;
    /// One answer for a request that names a document; without one, an answer for each report of the trials that match
    /// intervention, comparator and endpoint, best first.
    std::vector<ComparisonAnswer> compare(const ComparisonRequest& request) const;

    /// What names mean in the questions that are asked now. Valid until the next call of any member.
    const kb::KbVocabulary& vocabulary() const;
    /// A text that is another after every commit of the index, and the same between them.
    std::string index_state() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace ekb::query
