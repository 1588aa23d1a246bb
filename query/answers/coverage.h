// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/clause.h"
#include "indexer/index_reader.h"
#include "query/question/question_clause.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace ekb::query {

/// How much of what a question asks for studies have, each need weighed by how much it tells: the rarer it is, the more. A
/// study has enough where it has something of every part that was understood by one of its names, or nearly all of the
/// question by its words alone.
class Coverage {
public:
    /// Keys, rising, of studies that have enough by their words and lack a part's names: all such that a search finds, and perhaps
    /// others that something else in its query leaves out.
    using ByWords = std::vector<std::int64_t>;

    Coverage(const indexer::IndexReader& index, const QuestionClauses& clauses);

    /// The studies that have enough. A search adds those that it comes by and that have it by their words alone to `by_words`.
    indexer::Clause clause(std::shared_ptr<ByWords> by_words) const;

private:
    class Judge;
    /// What is asked for.
    struct Part {
        double bits = 0;   ///< how much it tells
        double weight = 0; ///< the same, where words count less beside what was understood
        bool is_word = false;
        indexer::Clause names;
        indexer::Clause words;
    };
    bool leads(const Part& part) const;

    std::vector<Part> m_parts;
    double m_bits = 0;
    double m_weight = 0;
};

} // namespace ekb::query
