// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/clause.h"
#include "query/language/compile.h"
#include "query/question/reading.h"

#include <string>
#include <vector>

namespace ekb::query {

/// Something that was asked for. A study has it where it has a term of `names`, or all terms of one of `words`.
struct Need {
    std::vector<std::string> names{};              ///< of its concepts
    std::vector<std::vector<std::string>> words{}; ///< each the stems of a name as it was asked for
    bool is_word = false;    ///< a word that the vocabulary does not know
    double least_bits = 0.1; ///< how much it tells at least; else the rarer it is, the more
};

/// What the index is asked for a question.
struct QuestionClauses {
    indexer::Clause score;   ///< what ranks: the words, the concepts, and the claims that join them
    indexer::Clause match;   ///< what every answer has: something of each part of the question that was understood
    indexer::Clause filters; ///< what every answer has, however it was found
    std::size_t parts_understood = 0;
    std::vector<Need> needs; ///< what was asked for, part by part and word by word
};

/// Whether a comparator is usual care or the like: reports name it in too many ways to be asked for, so that it puts trials
/// forward and leaves none out. Placebo is placebo everywhere.
bool is_control(const QuestionFacet& facet, const kb::Vocabulary& vocabulary);

/// The parts of a question, each with its facets: every answer has one of each, but for controls. What the participants
/// have and whom the trial is on are two parts, and so are conditions with a cue between them: "depression in heart failure".
std::vector<std::vector<const QuestionFacet*>> parts_of(const Reading& reading, const kb::Vocabulary& vocabulary);

QuestionClauses question_clauses(const Reading& reading, const CompileContext& context);

} // namespace ekb::query
