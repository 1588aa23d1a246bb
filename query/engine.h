// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/index_reader.h"
#include "kb/model/expected.h"
#include "query/answer.h"
#include "query/explanation.h"
#include "query/query_error.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ekb::kb {
struct KbVocabulary;
}

namespace ekb::query {

struct AskRequest {
    std::string question; ///< in plain words; or in the query language, where it is that (query/question/typed.h)
    std::size_t limit = 50;
    std::size_t offset = 0;
    bool recorded = false; ///< show what the store recorded alone: read no report closely for the question
    bool plain_words = false; ///< it is a question, however it is written
};

struct SearchRequest {
    std::string query;      ///< in the query language: docs/query-language.md
    std::size_t limit = 50; ///< 0: the studies are counted alone, and where there are none nothing says why
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

struct Asked;
struct CompileContext;

/// Studies that were found, best first, none of them read yet.
struct StudyList {
    std::vector<indexer::Hit> hits;
    std::string commit;                 ///< of the index that they were found in
    std::shared_ptr<const Asked> asked; ///< what their claims are held against

    /// The store's keys of the studies.
    std::set<std::int64_t> keys() const;
};

/// A result without its studies, and the list of all of them.
template <typename Head>
struct Listed {
    Head head;
    StudyList studies;
};

/// Answers from the index of one knowledge base folder. The store is opened by a question that is not `recorded`, whose
/// best trial is read closely, and by whatever is asked first of an index with an imported vocabulary, which stands there.
/// Sees the index as last committed when a call begins. Not thread-safe: one a thread. Throws Error where the index cannot
/// be read.
class Engine {
public:
    /// Opens the index of `kb_dir`; an empty folder answers everything with nothing.
    explicit Engine(std::filesystem::path kb_dir);
    /// The index of one folder, asked with the vocabulary of the knowledge base in another.
    Engine(std::filesystem::path index_dir, std::filesystem::path kb_dir);
    ~Engine();
    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;

    /// The error is of a question that is longer than longest_question bytes (query/limits.h), or of a query that is not
    /// understood.
    Expected<Answer, QueryError> ask(const AskRequest& request) const;
    Expected<SearchResult, QueryError> search(const SearchRequest& request) const;
    /// All that a query or a question finds. The heads hold no studies; read() gives them, without the claims' votes in the
    /// answer's summary.
    Expected<Listed<SearchResult>, QueryError> list_search(const std::string& query) const;
    Expected<Listed<Answer>, QueryError> list_answers(const std::string& question) const;
    /// The studies of a list from `offset` on, up to `count`, with their claims as search() and a `recorded` question put
    /// them. nullopt where the index has gone on since this engine listed them.
    std::optional<std::vector<AnswerStudy>> read(const StudyList& list, std::size_t offset, std::size_t count) const;
    /// Why a query finds what it finds, part by part; and whether, and by which part not, it finds a trial.
    Expected<Explanation, QueryError> explain(const ExplainRequest& request) const;

    /// Runs reads that belong together, of this engine and of its index: all of them see one commit. They begin with nothing
    /// done, as they are run again where a writer overtakes them.
    void read_together(const std::function<void(const CompileContext& index)>& reads) const;

    /// What names mean in the questions that are asked now. Valid until the next call of any member.
    const kb::KbVocabulary& vocabulary() const;
    /// A text that is another after every commit of the index, and the same between them.
    std::string index_state() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace ekb::query
