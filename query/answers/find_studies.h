// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/index_reader.h"
#include "query/question/question_clause.h"

namespace ekb::query {

/// Which part of the matches is wanted.
struct Page {
    std::size_t offset = 0;
    std::size_t limit = 50;
};

/// The studies that answer: those that have something of each part of the question that was understood, and those whose
/// text has nearly all of its words.
indexer::Matches find_studies(const indexer::IndexReader& index, const QuestionClauses& clauses, Page page);

} // namespace ekb::query
