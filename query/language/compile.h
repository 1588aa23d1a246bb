// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/clause.h"
#include "indexer/index_reader.h"
#include "kb/model/expected.h"
#include "query/answer.h"
#include "query/answers/claim_order.h"
#include "query/answers/interpret.h"
#include "query/language/node.h"
#include "query/query_error.h"
#include "query/question/spelling.h"

#include <string>
#include <string_view>
#include <vector>

namespace ekb::query {

/// A query as the index runs it, and how it was understood.
struct Compiled {
    indexer::Clause clause;
    std::vector<ReadConcept> concepts; ///< the names that were expanded
    std::vector<std::string> notes;    ///< words that were searched otherwise than they were written
    Asked asked;                       ///< by which claims are put in order
};

/// What a query is compiled with; all outlive the compiling.
struct CompileContext {
    const indexer::IndexReader& index;
    const kb::Vocabulary& vocabulary;
    indexer::Stemmer& stem;
    ExpandedNames& names;
    KnownCorrections& spelling;
};

/// Compiles a parsed query. Fields of one claim that stand together in an AND with effect, favours, p, status or dose
/// are looked for in one claim. `query` is the text that the node was parsed from.
Compiled compile(const Node& node, std::string_view query, const CompileContext& context);

} // namespace ekb::query
