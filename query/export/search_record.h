// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/history.h"
#include "kb/store/kb_vocabulary.h"
#include "query/engine.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace ekb::query {

/// Which studies are wanted: by a query in the query language, or by a question in plain words.
struct Wanted {
    std::string text;
    bool is_question = false;
};

/// How many things an export holds.
struct ExportCounts {
    std::size_t studies = 0;
    std::size_t documents = 0;
    std::size_t claims = 0;

    void add(const std::vector<AnswerStudy>& exported);
};

/// How studies were searched for, as PRISMA-S asks for it (items 1, 8, 9, 13–15: what was searched, with which words and
/// limits, when, and how much was found).
struct SearchRecord {
    Wanted wanted;
    bool read_as_query = false;        ///< it is in the query language, whatever was asked with it
    std::string query_read;            ///< in the query language, every default spelled out
    std::vector<ReadConcept> concepts; ///< what was understood, and the names that were searched for it
    std::vector<ReadFilter> filters;   ///< of a question
    std::string terms;                 ///< of a question: the words that were searched as text
    std::vector<std::string> notes;
    std::size_t found = 0;
    ExportCounts exported;
    kb::Snapshot snapshot;
    std::optional<std::string> as_of; ///< as it was typed
    std::int64_t run_at_ms = 0;       ///< milliseconds since 1970, UTC
    kb::KbVocabulary vocabulary = kb::builtin_vocabulary(); ///< what it was read with
};

SearchRecord search_record(const SearchResult& result);
SearchRecord search_record(const Answer& answer);

/// {"query", "kind", "query_read", "concepts": [{"words", "concept", "label", "searched": [names]}], "filters", "terms",
/// "notes", "counts": {"found", "studies", "documents", "claims"}, "order", "as_of", "snapshot", "run", "vocabulary",
/// "software": {"name", "version"}}. `searched` holds every name that stands for the concept.
nlohmann::ordered_json search_record_json(const SearchRecord& record);

/// The program's version: "0.1.0".
std::string software_version();

} // namespace ekb::query
