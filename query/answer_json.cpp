// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answer_json.h"

#include "kb/json/contract_json.h"
#include "kb/json/contract_text.h"
#include "kb/json/members.h"

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <string>

namespace ekb::query {

using Json = nlohmann::ordered_json;

namespace {

template <typename T>
Json value_or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

template <typename E>
Json name_or_null(const std::optional<E>& value) {
    return value ? Json(std::string(name_of(*value))) : Json(nullptr);
}

template <typename T, typename Function>
Json list_json(const std::vector<T>& values, Function one) {
    Json list = Json::array();
    list.get_ref<Json::array_t&>().reserve(values.size());
    for (const T& value : values)
        list.push_back(one(value));
    return list;
}

Json concept_json(const ReadConcept& read) {
    return kb::members(
        "concept", value_or_null(read.concept_id),
        "label", read.label,
        "expanded", read.expanded,
        "words", read.words);
}

Json filter_json(const ReadFilter& filter) {
    return kb::members("query", filter.query, "label", filter.label);
}

Json document_card_json(const Document& document) {
    return kb::members(
        "id", document.id,
        "type", std::string(name_of(document.type)),
        "title", document.title,
        "journal", value_or_null(document.journal),
        "published", value_or_null(document.published),
        "identifiers", kb::identifiers_json(document.identifiers),
        "retracted", document.retracted,
        "design", kb::design_json(document.design),
        "n", kb::document_n_json(document.n),
        "arms", list_json(document.arms, kb::arm_json),
        "primary_endpoint", value_or_null(document.primary_endpoint));
}

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string_view reason_name(NoDirection reason) {
    switch (reason) {
    case NoDirection::no_evidence:
        return "no_evidence";
    case NoDirection::unreadable:
        return "unreadable";
    case NoDirection::unknown_document:
        return "unknown_document";
    }
    return {};
}

} // namespace

Json interpretation_json(const Interpretation& read) {
    return kb::members(
        "read_as", read.as_query ? "query" : "question",
        "intervention", list_json(read.intervention, concept_json),
        "comparator", list_json(read.comparator, concept_json),
        "endpoint", list_json(read.endpoint, concept_json),
        "condition", list_json(read.condition, concept_json),
        "design", list_json(read.design, concept_json),
        "excluded", list_json(read.excluded, concept_json),
        "filters", list_json(read.filters, filter_json),
        "terms", read.terms,
        "notes", read.notes,
        "query", read.query);
}

Json study_json(const AnswerStudy& study) {
    return kb::members(
        "id", study.id,
        "title", study.title,
        "score", study.score,
        "answering", study.answering,
        "documents", list_json(study.documents, document_card_json),
        "claims", list_json(study.claims, kb::claim_json));
}

std::string study_json_text(const AnswerStudy& study) {
    AnswerStudy head;
    head.id = study.id;
    head.title = study.title;
    head.score = study.score;
    head.answering = study.answering;
    head.documents = study.documents;
    std::string text = dumped(study_json(head));
    text.resize(text.size() - std::string_view("]}").size()); // of its claims, and its own
    for (const Claim& claim : study.claims) {
        if (&claim != study.claims.data()) text += ',';
        text += kb::claim_text(claim);
    }
    return text + "]}";
}

namespace {

/// All but the studies.
Json head_json(const Answer& answer) {
    return kb::members(
        "question", answer.question,
        "interpretation", interpretation_json(answer.interpretation),
        "summary", kb::members(
            "studies", answer.summary.studies,
            "participants", answer.summary.participants,
            "favours_intervention", answer.summary.favours_intervention,
            "favours_comparator", answer.summary.favours_comparator,
            "no_difference", answer.summary.no_difference),
        "total", answer.total,
        "sequence", answer.sequence);
}

Json head_json(const SearchResult& result) {
    return kb::members(
        "query", result.query,
        "query_read", result.query_read,
        "concepts", list_json(result.concepts, concept_json),
        "notes", result.notes,
        "total", result.total,
        "sequence", result.sequence);
}

/// A JSON object with further members at its end; each begins with its key.
std::string with_members(std::string object, std::initializer_list<std::string> more) {
    object.pop_back();
    for (const std::string& member : more)
        object.append(",").append(member);
    return object + "}";
}

} // namespace

Json answer_json(const Answer& answer) {
    Json json = head_json(answer);
    json["studies"] = list_json(answer.studies, study_json);
    return json;
}

Json search_json(const SearchResult& result) {
    Json json = head_json(result);
    json["studies"] = list_json(result.studies, study_json);
    return json;
}

std::string answer_json_text(const Answer& answer, const std::vector<std::size_t>& claims_totals, const Json& snapshot) {
    std::string studies;
    for (std::size_t i = 0; i < answer.studies.size(); ++i) {
        if (i > 0) studies += ',';
        studies += with_members(study_json_text(answer.studies[i]), {"\"claims_total\":" + std::to_string(claims_totals.at(i))});
    }
    return with_members(dumped(head_json(answer)), {"\"studies\":[" + studies + "]", "\"snapshot\":" + dumped(snapshot)});
}

std::string search_json_text(const SearchResult& result, const Json& snapshot) {
    std::string studies;
    for (const AnswerStudy& study : result.studies)
        studies += (studies.empty() ? "" : ",") + study_json_text(study);
    return with_members(dumped(head_json(result)), {"\"studies\":[" + studies + "]", "\"snapshot\":" + dumped(snapshot)});
}

Json comparison_json(const ComparisonAnswer& answer) {
    Json evidence = nullptr;
    if (answer.evidence) {
        evidence = kb::members(
            "quote", answer.evidence->quote,
            "start", value_or_null(answer.evidence->code_point_start),
            "end", value_or_null(answer.evidence->code_point_end));
    }
    return kb::members(
        "document", answer.document,
        "direction", name_or_null(answer.direction),
        "reason", answer.reason ? Json(std::string(reason_name(*answer.reason))) : Json(nullptr),
        "confidence", value_or_null(answer.confidence),
        "evidence", evidence,
        "claim", value_or_null(answer.claim),
        "arms", list_json(answer.arms, kb::arm_figures_json));
}

Json comparison_summary_json(const ComparisonSummary& summary) {
    return {{"trials_found", summary.trials_found}, {"trials_compared", summary.trials_compared}, {"increased", summary.increased},
            {"decreased", summary.decreased},       {"no_difference", summary.no_difference},     {"mixed", summary.mixed},
            {"no_evidence", summary.no_evidence},   {"unreadable", summary.unreadable},
            {"retracted", summary.retracted}};
}

Json explanation_json(const Explanation& explanation) {
    const auto clause_json = [](const ClauseVerdict& verdict) -> Json {
        return kb::members(
            "clause", verdict.clause,
            "trials", verdict.trials,
            "without", verdict.without,
            "matched", value_or_null(verdict.matched));
    };
    return kb::members(
        "query_read", explanation.query_read,
        "total", explanation.total,
        "study", value_or_null(explanation.study),
        "matched", value_or_null(explanation.matched),
        "clauses", list_json(explanation.clauses, clause_json));
}

Json query_error_json(const QueryError& error) {
    return kb::members("offset", error.offset, "length", error.length, "message", error.message);
}

} // namespace ekb::query
