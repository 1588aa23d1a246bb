// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/compare/compare_trials.h"
#include "query/engine.h"

#include <nlohmann/json_fwd.hpp>

namespace ekb::query {

/// The contract's shapes.
nlohmann::ordered_json answer_json(const Answer& answer);
nlohmann::ordered_json search_json(const SearchResult& result);
nlohmann::ordered_json study_json(const AnswerStudy& study);
/// The same as text, made at once, with the snapshot at the end, and, of an answer, how many claims each study has.
std::string answer_json_text(const Answer& answer, const std::vector<std::size_t>& claims_totals, const nlohmann::ordered_json& snapshot);
std::string search_json_text(const SearchResult& result, const nlohmann::ordered_json& snapshot);
std::string study_json_text(const AnswerStudy& study);
nlohmann::ordered_json interpretation_json(const Interpretation& interpretation);
/// Without the `id` of a batch.
nlohmann::ordered_json comparison_json(const ComparisonAnswer& answer);
/// Over all, one vote a trial: {"trials_found", "trials_compared", "increased", "decreased", "no_difference", "mixed",
/// "no_evidence", "unreadable", "retracted"}.
nlohmann::ordered_json comparison_summary_json(const ComparisonSummary& summary);
/// {"query_read", "total", "study", "matched", "clauses": [{"clause", "trials", "without", "matched"}]}.
nlohmann::ordered_json explanation_json(const Explanation& explanation);
/// {"offset", "length", "message"}.
nlohmann::ordered_json query_error_json(const QueryError& error);

} // namespace ekb::query
