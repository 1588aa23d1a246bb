// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"
#include "query/question/reading.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace ekb::query {

struct SearchResult;

/// The names that stand for a concept, each gathered once. Not thread-safe; `vocabulary` outlives it.
class ExpandedNames {
public:
    explicit ExpandedNames(const kb::Vocabulary& vocabulary) : m_vocabulary(vocabulary) {}

    /// Those of the concept and of what is narrower, up to 60, without the words that the question itself used.
    std::vector<std::string> of(const kb::Concept& concept_named, const std::string& words);
    const kb::Vocabulary& vocabulary() const { return m_vocabulary; }

private:
    const kb::Vocabulary& m_vocabulary;
    std::unordered_map<const kb::Concept*, std::vector<std::string>> m_known;
};

/// How the question was read, for its reader.
Interpretation interpretation_of(const Reading& reading, ExpandedNames& names);

/// The same of a query, which has the names that were expanded alone. `result` is without studies.
Interpretation interpretation_of(SearchResult&& result);

} // namespace ekb::query
