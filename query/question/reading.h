// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/text.h"
#include "query/question/filters.h"
#include "query/role.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::kb {
struct Concept;
class Vocabulary;
} // namespace ekb::kb

namespace ekb::query {

/// A stretch of the question that the vocabulary knows.
struct QuestionFacet {
    Role role = Role::intervention;
    std::vector<const kb::Concept*> concepts;  ///< one, or the several that an ambiguous name may mean
    std::vector<const kb::Concept*> mentioned; ///< these, and what the same words mean as another kind of thing
    std::string words;
    ByteSpan span;
    std::size_t phrase = 0; ///< names that no cue stands between are of one phrase ("for A or B")
};

/// A word of the question that is searched for.
struct QuestionWord {
    std::string word; ///< lower case
    ByteSpan span;
    std::optional<Role> role; ///< of the part of the question that it stands in, where the form tells it: a condition behind "in" is no comparator
    std::optional<std::size_t> facet; ///< which facet it belongs to
    bool weak = false;                ///< goes with any measurement
    bool joined = false;              ///< hyphenated to the word before
    bool filtered = false;            ///< of a filter of dose or route, which words of a claim may say too
};

/// What a question asks for, before it meets the index.
struct Reading {
    std::vector<QuestionFacet> facets;
    std::vector<FoundFilter> filters;
    std::vector<QuestionWord> words;  ///< without those of asking and those of filters
    std::vector<std::string> notes;   ///< what its reader should know of years that were counted back
    bool animals = false;             ///< it asks for animals or cells
    std::string question;             ///< as it was read
    std::array<ByteSpan, 4> parts{};  ///< by Role: where a part of the question stands, where its form tells it; else empty

    ByteSpan span_of(Role role) const { return parts[static_cast<std::size_t>(role)]; }
    /// The question's own text of a part, without filters at its ends.
    std::string part(Role role) const { return question.substr(span_of(role).begin, span_of(role).size()); }

    /// The words of one part of the question, those of its facets included.
    std::vector<std::string> words_of(Role role) const;
};

/// Reads a question by its form (data/cues.tsv), the vocabulary and the filters. Same question, vocabulary and year, same
/// reading. `now` gives the year that "in the last 5 years" counts back from, and is asked only where there is such a filter;
/// nullopt, or no function: it is not known. Thread-safe.
Reading read_question(std::string_view question, const kb::Vocabulary& vocabulary, const YearNow& now = {});

} // namespace ekb::query
