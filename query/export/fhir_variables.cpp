// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/fhir_variables.h"

#include "query/export/fhir_parts.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>
#include <string>

namespace ekb::query {

using Json = nlohmann::ordered_json;

struct FhirVariables::State {
    std::set<std::string> known; ///< ids of `resources`
    std::vector<Json> resources;

    std::string keep(Json resource) {
        std::string id = resource["id"];
        if (known.insert(id).second) resources.push_back(std::move(resource));
        return id;
    }
};

namespace {

constexpr std::string_view role_system = "http://terminology.hl7.org/CodeSystem/variable-role";
constexpr std::string_view concept_system = "urn:ekb:concept"; // of the vocabulary that the claim was read with

/// What a variable is: the source's words, and the concept that they name.
struct Thing {
    const std::string& text;
    const std::optional<std::string>& concept_id;
    const std::optional<std::string>& label;

    const std::string& name() const { return label ? *label : text; }
};

/// The name that tells a variable from the others of its kind in the same report.
std::string key_of(const Claim& claim, const Thing& thing, const std::string& more) {
    return fmt::format("{}|{}|{}", claim.document, thing.concept_id ? *thing.concept_id : thing.text, more);
}

Json coded(const Thing& thing) {
    if (!thing.concept_id) return fhir_text(thing.text);
    return fhir_code(concept_system, {*thing.concept_id, thing.name()}, thing.name());
}

void add_identifier(Json& json, const Thing& thing) {
    if (thing.concept_id) json["identifier"] = Json::array({{{"system", concept_system}, {"value", *thing.concept_id}}});
}

Json evidence_variable(const std::string& id, const Thing& thing, const std::string& description, Json characteristic) {
    Json json{{"resourceType", "EvidenceVariable"}, {"id", id}};
    add_identifier(json, thing);
    fhir_add(json, "title", thing.name());
    json["status"] = "active";
    fhir_add(json, "description", description);
    if (!characteristic.empty()) json["characteristic"] = Json::array({std::move(characteristic)});
    return json;
}

Json given(const Claim& claim, const Thing& thing, const std::string& dose) {
    Json characteristic = Json::object();
    fhir_add(characteristic, "definitionCodeableConcept", coded(thing));
    return evidence_variable(fhir_id("exposure", key_of(claim, thing, dose)), thing, dose, std::move(characteristic));
}

Json measured(const Claim& claim, const Thing& thing) {
    const std::string timepoint = claim.endpoint.timepoint.value_or("");
    Json characteristic = Json::object();
    fhir_add(characteristic, "definitionCodeableConcept", coded(thing));
    Json time = Json::object();
    fhir_add(time, "description", timepoint);
    fhir_add(characteristic, "timeFromEvent", std::move(time));
    return evidence_variable(fhir_id("outcome", key_of(claim, thing, timepoint)), thing, "", std::move(characteristic));
}

/// Of people or animals, where the source says which; FHIR has no group of cells.
Json participants(const Claim& claim, const Thing& thing) {
    const std::string species = claim.species ? std::string(name_of(*claim.species)) : std::string();
    Json json{{"resourceType", "Group"}, {"id", fhir_id("population", key_of(claim, thing, species))}};
    add_identifier(json, thing);
    if (claim.species == Species::human) json["type"] = "person";
    if (claim.species == Species::animal) json["type"] = "animal";
    json["membership"] = "conceptual";
    fhir_add(json, "name", thing.name());
    Json condition{{"code", {{"text", "condition"}}}};
    fhir_add(condition, "valueCodeableConcept", coded(thing));
    condition["exclude"] = false;
    if (condition.contains("valueCodeableConcept")) json["characteristic"] = Json::array({std::move(condition)});
    return json;
}

Json definition(const FhirCode& role, std::string_view text, const std::string& id) {
    Json json = Json::object();
    fhir_add(json, "description", text);
    json["variableRole"] = fhir_code(role_system, role, role.display);
    json["observed"] = fhir_reference(id);
    return json;
}

Thing thing_of(const Named& named) {
    return {named.text, named.concept_id, named.label};
}

} // namespace

FhirVariables::FhirVariables() : m_state(std::make_unique<State>()) {}
FhirVariables::~FhirVariables() = default;

Json FhirVariables::definitions(const Claim& claim) {
    Json all = Json::array();
    const auto add = [&](const FhirCode& role, const std::string& text, Json resource) {
        all.push_back(definition(role, text, m_state->keep(std::move(resource))));
    };
    if (claim.condition) add({"population", "population"}, claim.condition->text, participants(claim, thing_of(*claim.condition)));
    add({"exposure", "exposure"}, claim.intervention.text,
        given(claim, thing_of(claim.intervention), claim.dose ? claim.dose->text : std::string()));
    if (claim.comparator)
        add({"referenceExposure", "reference exposure"}, claim.comparator->text, given(claim, thing_of(*claim.comparator), ""));
    const Endpoint& endpoint = claim.endpoint;
    add({"measuredVariable", "measured variable"}, endpoint.text,
        measured(claim, {endpoint.text, endpoint.concept_id, endpoint.label}));
    return all;
}

std::vector<Json> FhirVariables::take() {
    return std::move(m_state->resources);
}

} // namespace ekb::query
