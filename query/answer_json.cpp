// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answer_json.h"

#include "kb/json/contract_fields.h"
#include "kb/json/contract_json.h"
#include "kb/json/json_text.h"
#include "kb/json/members.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

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

/// What an answer shows of a report.
struct DocumentCard {
    const Document& document;
};

template <typename Take>
void each_field(Take& take, const DocumentCard& card) {
    const Document& document = card.document;
    take("id", document.id, "type", document.type, "title", document.title, "journal", document.journal, "published", document.published,
         "identifiers", document.identifiers, "retracted", document.retracted, "design", document.design, "n", document.n, "arms",
         document.arms, "primary_endpoint", document.primary_endpoint);
}

/// Members of the object that is open.
void append_study(kb::JsonText& text, const AnswerStudy& study) {
    std::vector<DocumentCard> cards;
    cards.reserve(study.documents.size());
    for (const Document& document : study.documents)
        cards.push_back({document});
    text("id", study.id, "title", study.title, "score", study.score, "answering", study.answering, "documents", cards, "claims", study.claims);
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
    return Json::parse(study_json_text(study));
}

std::string study_json_text(const AnswerStudy& study) {
    kb::JsonText text;
    text.open();
    append_study(text, study);
    text.close();
    return text.take();
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

constexpr std::size_t usual_study = 8'000; // bytes

/// The head's members, `append_studies`, and the snapshot.
template <typename AppendStudies>
std::string page_text(const Json& head, std::size_t studies, const Json& snapshot, const AppendStudies& append_studies) {
    kb::JsonText text;
    std::string begun = dumped(head);
    begun.pop_back(); // it goes on
    text.reserve(begun.size() + studies * usual_study);
    text.written(begun);
    text.written(",\"studies\":[");
    append_studies(text);
    text.written("],\"snapshot\":");
    text.written(dumped(snapshot));
    text.close();
    return text.take();
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
    return page_text(head_json(answer), answer.studies.size(), snapshot, [&](kb::JsonText& text) {
        for (std::size_t i = 0; i < answer.studies.size(); ++i) {
            text.written(i > 0 ? ",{" : "{");
            append_study(text, answer.studies[i]);
            text("claims_total", claims_totals.at(i));
            text.close();
        }
    });
}

std::string search_json_text(const SearchResult& result, const Json& snapshot) {
    return page_text(head_json(result), result.studies.size(), snapshot, [&](kb::JsonText& text) {
        for (const AnswerStudy& study : result.studies) {
            text.written(&study != result.studies.data() ? ",{" : "{");
            append_study(text, study);
            text.close();
        }
    });
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
