// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/fhir.h"

#include "query/export/fnv.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace ekb::query {

namespace {

using Json = nlohmann::ordered_json;

/// FHIR's ids are letters, digits, points and hyphens, 64 at most. The same thing always gets the same: its name where
/// that fits, else a hash of it.
std::string fhir_id(std::string_view kind, const std::string& name) {
    std::string id = fmt::format("{}-{}", kind, name);
    std::ranges::replace_if(
        id, [](unsigned char c) { return std::isalnum(c) == 0 && c != '.'; }, '-');
    const bool plain = std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) != 0 || c == ':' || c == '.'; });
    if (id.size() <= 64 && plain) return id;
    return fmt::format("{}-{:016x}", kind, fnv1a(name));
}

Json concept_text(std::string_view text) {
    return {{"text", text}};
}

Json coded(std::string_view system, std::string_view code, std::string_view text) {
    return {{"coding", Json::array({{{"system", fmt::format("http://terminology.hl7.org/CodeSystem/{}", system)},
                                     {"code", code}}})},
            {"text", text}};
}

Json variable(std::string_view role, std::string_view text) {
    return {{"description", text}, {"variableRole", coded("variable-role", role, role)}};
}

Json variables(const Claim& claim) {
    Json all = Json::array();
    if (claim.condition) all.push_back(variable("population", claim.condition->text));
    all.push_back(variable("exposure", claim.intervention.text));
    if (claim.comparator) all.push_back(variable("referenceExposure", claim.comparator->text));
    all.push_back(variable("measuredVariable", claim.endpoint.text));
    return all;
}

Json quantity(double value, const std::optional<std::string>& unit) {
    Json json{{"value", value}};
    if (unit) json["unit"] = *unit;
    return json;
}

std::string_view comparator_of(PRelation relation) {
    switch (relation) {
    case PRelation::less:
        return "<";
    case PRelation::greater:
        return ">";
    case PRelation::equal:
        break;
    }
    return {};
}

Json estimates(const Effect& effect) {
    Json all = Json::array();
    if (effect.ci_low && effect.ci_high) {
        Json interval{{"type", coded("attribute-estimate-type", "C53324", "Confidence interval")}};
        if (effect.ci_level) interval["level"] = *effect.ci_level / 100;
        interval["range"] = {{"low", quantity(*effect.ci_low, effect.unit)},
                             {"high", quantity(*effect.ci_high, effect.unit)}};
        all.push_back(std::move(interval));
    }
    if (effect.p) {
        Json p = quantity(*effect.p, std::nullopt);
        const std::string_view relation = comparator_of(effect.p_op.value_or(PRelation::equal));
        if (!relation.empty()) p["comparator"] = relation;
        all.push_back({{"type", coded("attribute-estimate-type", "C44185", "P-value")}, {"quantity", std::move(p)}});
    }
    return all;
}

/// The claim's own statistic; null where it has no figure.
Json statistic(const Claim& claim) {
    const Effect& effect = claim.effect;
    Json json = Json::object();
    if (effect.measure && effect.value) {
        json["statisticType"] = concept_text(name_of(*effect.measure));
        json["quantity"] = quantity(*effect.value, effect.unit);
    }
    if (Json all = estimates(effect); !all.empty()) json["attributeEstimate"] = std::move(all);
    if (claim.n.analysed) json["sampleSize"] = {{"numberOfParticipants", *claim.n.analysed}};
    return json.empty() ? Json(nullptr) : json;
}

Json arm_statistic(const ArmFigures& arm) {
    Json json{{"description", arm.name.empty() ? arm.text : arm.name + ": " + arm.text}};
    if (arm.mean) json["quantity"] = quantity(*arm.mean, std::nullopt);
    if (arm.events && *arm.events == static_cast<double>(static_cast<unsigned>(*arm.events))) {
        json["numberOfEvents"] = static_cast<unsigned>(*arm.events);
    }
    if (arm.n) json["sampleSize"] = {{"numberOfParticipants", *arm.n}};
    return json;
}

Json evidence(const Claim& claim, const std::string& id, const std::string& citation) {
    Json json{{"resourceType", "Evidence"}, {"id", id}};
    if (!claim.id.empty()) json["identifier"] = Json::array({{{"value", claim.id}}});
    json["status"] = claim.status == ReviewStatus::rejected ? "retired" : "active";
    if (claim.effect.direction) json["assertion"] = name_of(*claim.effect.direction);
    if (!claim.evidence.empty()) json["description"] = claim.evidence.front().quote;
    if (!citation.empty()) {
        json["relatedArtifact"] =
            Json::array({{{"type", "cite-as"}, {"resourceReference", {{"reference", "Citation/" + citation}}}}});
    }
    json["note"] =
        Json::array({{{"text", fmt::format("method: {}; review: {}", name_of(claim.method), name_of(claim.status))}}});
    json["variableDefinition"] = variables(claim);
    Json statistics = Json::array();
    if (Json own = statistic(claim); !own.is_null()) statistics.push_back(std::move(own));
    for (const ArmFigures& arm : claim.arms)
        statistics.push_back(arm_statistic(arm));
    if (!statistics.empty()) json["statistic"] = std::move(statistics);
    return json;
}

Json citation(const Document& document, const std::string& id) {
    Json identifiers = Json::array({{{"value", document.id}}});
    if (document.identifiers.doi)
        identifiers.push_back({{"system", "https://doi.org"}, {"value", *document.identifiers.doi}});
    Json json{{"resourceType", "Citation"}, {"id", id}, {"status", "active"}, {"title", document.title}};
    json["citedArtifact"] = {{"identifier", std::move(identifiers)},
                             {"title", Json::array({{{"text", document.title}}})}};
    if (document.retracted) json["note"] = Json::array({{{"text", "retracted"}}});
    return json;
}

Json entry(Json resource) {
    const std::string url =
        fmt::format("urn:ekb:{}/{}", resource["resourceType"].get<std::string>(), resource["id"].get<std::string>());
    return {{"fullUrl", url}, {"resource", std::move(resource)}};
}

} // namespace

std::string study_fhir(const AnswerStudy& study) {
    std::string entries;
    const auto add = [&](Json resource) {
        if (!entries.empty()) entries += ',';
        entries += entry(std::move(resource)).dump(-1, ' ', false, Json::error_handler_t::replace);
    };
    for (const Document& document : study.documents)
        add(citation(document, fhir_id("citation", document.id)));
    std::size_t unnamed = 0;
    for (const Claim& claim : study.claims) {
        const bool cited = std::ranges::find(study.documents, claim.document, &Document::id) != study.documents.end();
        const std::string name = claim.id.empty() ? fmt::format("{}.{}", study.id, ++unnamed) : claim.id;
        add(evidence(claim, fhir_id("evidence", name), cited ? fhir_id("citation", claim.document) : std::string()));
    }
    return entries;
}

} // namespace ekb::query
