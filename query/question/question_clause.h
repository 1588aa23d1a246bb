// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/clause.h"
#include "query/language/compile.h"
#include "query/question/reading.h"

#include <string>
#include <vector>

namespace ekb::query {

/// What the index is asked for a question.
struct QuestionClauses {
    indexer::Clause score;   ///< what ranks: the words, the concepts, and the claims that join them
    indexer::Clause match;   ///< what every answer has: something of each part of the question that was understood
    indexer::Clause filters; ///< what every answer has, however it was found
    std::vector<std::vector<std::string>>
        needs; ///< what was asked for, word by word and concept by concept: any term of one
};

QuestionClauses question_clauses(const Reading& reading, const CompileContext& context);

} // namespace ekb::query
