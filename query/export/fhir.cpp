// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/fhir.h"

#include "query/answers/report_of.h"
#include "query/export/fhir_parts.h"
#include "query/export/fhir_variables.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace ekb::query {

namespace {

using Json = nlohmann::ordered_json;

std::string citation_id(const Document& document) {
    return fhir_id("citation", document.id);
}

Json evidence(const Claim& claim, const std::string& id, const Document* report, FhirVariables& variables) {
    Json json{{"resourceType", "Evidence"}, {"id", id}};
    if (!claim.id.empty()) json["identifier"] = Json::array({{{"value", claim.id}}});
    json["status"] = claim.status == ReviewStatus::rejected ? "retired" : "active";
    if (report != nullptr) {
        json["relatedArtifact"] =
            Json::array({{{"type", "derived-from"}, {"resourceReference", fhir_reference(citation_id(*report))}}});
    }
    if (!claim.evidence.empty()) fhir_add(json, "description", claim.evidence.front().quote);
    if (claim.effect.direction) json["assertion"] = name_of(*claim.effect.direction);
    json["note"] =
        Json::array({{{"text", fmt::format("method: {}; review: {}", name_of(claim.method), name_of(claim.status))}}});
    json["variableDefinition"] = variables.definitions(claim);
    if (report != nullptr && report->design.type) json["studyDesign"] = Json::array({fhir_text(name_of(*report->design.type))});
    fhir_add(json, "statistic", fhir_statistics(claim));
    return json;
}

/// "2018", "2018-02" and "2018-02-10", as FHIR's dateTime takes them.
bool is_date(std::string_view text) {
    constexpr std::string_view form = "dddd-dd-dd";
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
    return std::equal(text.begin(), text.end(), form.begin(),
                      [](char c, char wanted) { return wanted == 'd' ? std::isdigit(static_cast<unsigned char>(c)) != 0 : c == wanted; });
}

Json identifiers(const Document& document) {
    Json all = Json::array({{{"value", document.id}}});
    const auto add = [&](const char* system, const std::optional<std::string>& value) {
        if (value) all.push_back({{"system", system}, {"value", *value}});
    };
    add("https://doi.org", document.identifiers.doi);
    add("https://pubmed.ncbi.nlm.nih.gov", document.identifiers.pmid);
    return all;
}

Json publication(const Document& document) {
    Json form = Json::object();
    Json journal = Json::object();
    fhir_add(journal, "title", document.journal.value_or(""));
    fhir_add(form, "publishedIn", std::move(journal));
    if (document.published && is_date(*document.published)) form["articleDate"] = *document.published;
    return form;
}

Json cited_artifact(const Document& document) {
    Json json{{"identifier", identifiers(document)}};
    if (document.retracted) {
        json["currentState"] =
            Json::array({fhir_code("http://hl7.org/fhir/cited-artifact-status-type", {"retracted", "Retracted"}, "retracted")});
    }
    if (Json title = fhir_text(document.title); !title.is_null()) json["title"] = Json::array({std::move(title)});
    if (Json form = publication(document); !form.empty()) json["publicationForm"] = Json::array({std::move(form)});
    if (document.identifiers.url) json["webLocation"] = Json::array({{{"url", *document.identifiers.url}}});
    return json;
}

Json citation(const Document& document) {
    Json json{{"resourceType", "Citation"}, {"id", citation_id(document)}};
    fhir_add(json, "title", document.title);
    json["status"] = "active";
    if (document.retracted) json["note"] = Json::array({{{"text", "retracted"}}});
    json["citedArtifact"] = cited_artifact(document);
    return json;
}

Json entry(Json resource) {
    std::string url = fhir_full_url(resource["id"].get<std::string>());
    return {{"fullUrl", std::move(url)}, {"resource", std::move(resource)}};
}

} // namespace

std::string study_fhir(const AnswerStudy& study) {
    std::string entries;
    const auto add = [&](Json resource) {
        if (!entries.empty()) entries += ',';
        entries += entry(std::move(resource)).dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    for (const Document& document : study.documents)
        add(citation(document));
    FhirVariables variables;
    std::size_t unnamed = 0;
    for (const Claim& claim : study.claims) {
        const std::string name = claim.id.empty() ? fmt::format("{}.{}", study.id, ++unnamed) : claim.id;
        add(evidence(claim, fhir_id("evidence", name), report_of(study, claim.document), variables));
    }
    for (Json& resource : variables.take())
        add(std::move(resource));
    return entries;
}

} // namespace ekb::query
