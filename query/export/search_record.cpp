// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/search_record.h"

#include "kb/vocabulary/vocabulary.h"
#include "query/history/as_of.h"

#include <nlohmann/json.hpp>

#include <iterator>
#include <ranges>
#include <set>

namespace ekb::query {

namespace {

using Json = nlohmann::ordered_json;

/// All names that a concept and its kinds go by: the list for readers is cut, a record is not.
std::vector<std::string> searched_names(const ReadConcept& read, const kb::Vocabulary& vocabulary) {
    if (!read.concept_id) return {read.words};
    std::vector<std::string> names;
    std::set<std::string> seen;
    const auto add = [&](const std::string& name) {
        if (!name.empty() && seen.insert(name).second) names.push_back(name);
    };
    add(read.words);
    if (read.expanded.empty()) return names; // exactly this
    for (const kb::Concept* each : vocabulary.narrower(*read.concept_id)) {
        for (const std::string& name : vocabulary.names_of(each->id))
            add(name);
    }
    return names;
}

Json searched_json(const ReadConcept& read, const kb::Vocabulary& vocabulary) {
    return {{"words", read.words},
            {"concept", read.concept_id ? Json(*read.concept_id) : Json(nullptr)},
            {"label", read.label},
            {"searched", searched_names(read, vocabulary)}};
}

} // namespace

void ExportCounts::add(const std::vector<AnswerStudy>& exported) {
    studies += exported.size();
    for (const AnswerStudy& study : exported) {
        documents += study.documents.size();
        claims += study.claims.size();
    }
}

SearchRecord search_record(const SearchResult& result) {
    SearchRecord record;
    record.wanted = {result.query, false};
    record.read_as_query = true;
    record.query_read = result.query_read;
    record.concepts = result.concepts;
    record.notes = result.notes;
    record.found = result.total;
    return record;
}

SearchRecord search_record(const Answer& answer) {
    SearchRecord record;
    const Interpretation& read = answer.interpretation;
    record.wanted = {answer.question, true};
    record.read_as_query = read.as_query;
    record.query_read = read.query;
    for (const auto* list : {&read.intervention, &read.comparator, &read.endpoint, &read.condition, &read.excluded})
        std::ranges::copy(*list, std::back_inserter(record.concepts));
    record.filters = read.filters;
    record.terms = read.terms;
    record.notes = read.notes;
    record.found = answer.total;
    return record;
}

Json search_record_json(const SearchRecord& record) {
    Json concepts = Json::array();
    for (const ReadConcept& read : record.concepts)
        concepts.push_back(searched_json(read, *record.vocabulary.vocabulary));
    Json filters = Json::array();
    for (const ReadFilter& filter : record.filters)
        filters.push_back({{"query", filter.query}, {"label", filter.label}});
    return {{"query", record.wanted.text},
            {"kind", record.read_as_query ? "query" : "question"},
            {"query_read", record.query_read},
            {"concepts", std::move(concepts)},
            {"filters", std::move(filters)},
            {"terms", record.terms},
            {"notes", record.notes},
            {"counts",
             {{"found", record.found},
              {"studies", record.exported.studies},
              {"documents", record.exported.documents},
              {"claims", record.exported.claims}}},
            {"order", "relevance"},
            {"as_of", record.as_of ? Json(*record.as_of) : Json(nullptr)},
            {"snapshot", snapshot_json(record.snapshot)},
            {"run", utc_time(record.run_at_ms)},
            {"vocabulary", kb::version_of(record.vocabulary)},
            {"software", {{"name", "ekb"}, {"version", software_version()}}}};
}

std::string software_version() {
    return EKB_VERSION;
}

} // namespace ekb::query
