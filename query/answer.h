// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"
#include "query/role.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ekb::query {

/// One thing that was read in a question, and the names that are searched for it.
struct ReadConcept {
    std::optional<std::string> concept_id; ///< empty where the vocabulary knows none: its words are searched as text
    std::string label;                     ///< the concept's preferred name, else the question's own words
    std::vector<std::string> expanded;     ///< names that were added: synonyms, brands, narrower things
    std::string words;                     ///< the question's own words
    ByteSpan span;                         ///< where they stand in the question
    std::optional<Role> role;              ///< what it stands for; empty where nothing tells
    bool excluded = false;                 ///< a NOT stands before it
};

/// A condition that every answer meets, in the query language, and in words.
struct ReadFilter {
    std::string query; ///< "n:>=100"
    std::string label; ///< "at least 100 participants"
};

/// How a question was read. What it does not hold was not searched.
struct Interpretation {
    bool as_query = false; ///< in the query language: it named a field, had an operator or was an identifier
    std::vector<ReadConcept> intervention;
    std::vector<ReadConcept> comparator;
    std::vector<ReadConcept> endpoint;
    std::vector<ReadConcept> condition;
    std::vector<ReadConcept> design;
    std::vector<ReadConcept> excluded; ///< of a query: what no answer has
    std::vector<ReadFilter> filters;
    std::string terms;              ///< the words that were searched as text
    std::vector<std::string> notes; ///< for the reader: "searched alsfrs-r for alsfsr-r"
    std::string query;              ///< the same in the query language
};

/// What the shown claims that answer the question say, one vote a study; participants are those randomised, where
/// known.
struct AnswerSummary {
    std::size_t studies = 0;
    std::int64_t participants = 0;
    std::size_t favours_intervention = 0;
    std::size_t favours_comparator = 0;
    std::size_t no_difference = 0;
};

/// A trial with its reports and its claims, those that answer the question first.
struct AnswerStudy {
    std::string id;
    std::string title;
    double score = 0;
    std::vector<Document> documents; ///< as stored, without their text and without claims
    std::vector<Claim> claims;
    std::size_t answering = 0; ///< how many of `claims`, from the first, are about what was asked
};

/// What was asked, how it was read, and the trials that match.
struct Answer {
    std::string question;
    Interpretation interpretation;
    AnswerSummary summary;
    std::size_t total = 0; ///< trials that match; `studies` holds the first of them, up to the limit
    std::vector<AnswerStudy> studies;
    std::int64_t sequence = 0; ///< the last change of the store that the answer knows of
};

} // namespace ekb::query
