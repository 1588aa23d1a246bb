// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/fhir_parts.h"

#include "query/export/fnv.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>

namespace ekb::query {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view statistic_system = "http://terminology.hl7.org/CodeSystem/statistic-type";
constexpr std::string_view estimate_system = "http://terminology.hl7.org/CodeSystem/attribute-estimate-type";

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// The statistic type that a measure is; empty where the value set has none.
FhirCode statistic_code(Measure measure) {
    switch (measure) {
    case Measure::mean_difference: return {"0000457", "Mean Difference"};
    case Measure::standardised_mean_difference: return {"0000100", "Standardized Mean Difference"};
    case Measure::risk_ratio: return {"C93152", "Relative Risk"};
    case Measure::odds_ratio: return {"C16932", "Odds Ratio"};
    case Measure::hazard_ratio: return {"C93150", "Hazard Ratio"};
    case Measure::rate_ratio: return {"rate-ratio", "Incidence Rate Ratio"};
    case Measure::risk_difference: return {"0000424", "Risk Difference"};
    case Measure::percent_change:
    case Measure::arm_values: break;
    }
    return {};
}

Json statistic_type(Measure measure) {
    const FhirCode code = statistic_code(measure);
    return code.code.empty() ? fhir_text(name_of(measure)) : fhir_code(statistic_system, code, name_of(measure));
}

Json quantity(double value, const std::optional<std::string>& unit = std::nullopt) {
    Json json{{"value", value}};
    if (unit) fhir_add(json, "unit", *unit);
    return json;
}

std::string_view comparator_of(PRelation relation) {
    switch (relation) {
    case PRelation::less: return "<";
    case PRelation::greater: return ">";
    case PRelation::equal: break;
    }
    return {};
}

Json estimate(const FhirCode& type) {
    return {{"type", fhir_code(estimate_system, type, type.display)}};
}

/// An interval, whose ends FHIR wants in order: those that the source gives otherwise are told in words.
Json interval(const FhirCode& type, double low, double high, const std::optional<std::string>& unit = std::nullopt) {
    Json json = estimate(type);
    if (low <= high) {
        json["range"] = {{"low", quantity(low, unit)}, {"high", quantity(high, unit)}};
    } else {
        json["description"] = fmt::format("as reported: {} to {}", low, high);
    }
    return json;
}

Json single(const FhirCode& type, double value) {
    Json json = estimate(type);
    json["quantity"] = quantity(value);
    return json;
}

Json estimates(const Effect& effect) {
    Json all = Json::array();
    if (effect.ci_low && effect.ci_high) {
        Json ci = interval({"C53324", "Confidence interval"}, *effect.ci_low, *effect.ci_high, effect.unit);
        if (effect.ci_level) ci["level"] = *effect.ci_level / 100;
        all.push_back(std::move(ci));
    }
    if (effect.p) {
        Json p = single({"C44185", "P-value"}, *effect.p);
        fhir_add(p["quantity"], "comparator", comparator_of(effect.p_op.value_or(PRelation::equal)));
        all.push_back(std::move(p));
    }
    return all;
}

/// The claim's own statistic; empty where it has no figure.
Json own_statistic(const Claim& claim) {
    const Effect& effect = claim.effect;
    Json json = Json::object();
    if (effect.measure && effect.value) {
        json["statisticType"] = statistic_type(*effect.measure);
        json["quantity"] = quantity(*effect.value, effect.unit);
    }
    if (claim.n.analysed && *claim.n.analysed >= 0) json["sampleSize"] = {{"numberOfParticipants", *claim.n.analysed}};
    fhir_add(json, "attributeEstimate", estimates(effect));
    return json;
}

bool is_count(const std::optional<double>& value) {
    return value && *value >= 0 && *value <= 2147483647 && *value == std::floor(*value);
}

Json arm_estimates(const ArmFigures& arm) {
    Json all = Json::array();
    if (arm.sd) all.push_back(single({"C53322", "Standard deviation"}, *arm.sd));
    if (arm.se) all.push_back(single({"0000037", "Standard error of the mean"}, *arm.se));
    if (arm.q1 && arm.q3) all.push_back(interval({"C53245", "Interquartile range"}, *arm.q1, *arm.q3));
    return all;
}

Json arm_statistic(const ArmFigures& arm) {
    Json json = Json::object();
    fhir_add(json, "description", is_blank(arm.name) || is_blank(arm.text) ? arm.name + arm.text : arm.name + ": " + arm.text);
    if (arm.mean || arm.median) {
        const FhirCode code = arm.mean ? FhirCode{"C53319", "Mean"} : FhirCode{"C28007", "Median"};
        json["statisticType"] = fhir_code(statistic_system, code, code.display);
        json["quantity"] = quantity(arm.mean ? *arm.mean : *arm.median);
    }
    if (is_count(arm.events)) json["numberOfEvents"] = static_cast<unsigned>(*arm.events);
    if (arm.n && *arm.n >= 0) {
        json["sampleSize"] = {{"numberOfParticipants", *arm.n}};
    } else if (is_count(arm.total)) {
        json["sampleSize"] = {{"numberOfParticipants", static_cast<unsigned>(*arm.total)}};
    }
    fhir_add(json, "attributeEstimate", arm_estimates(arm));
    return json;
}

} // namespace

std::string fhir_id(std::string_view kind, const std::string& name) {
    std::string id = fmt::format("{}-{}", kind, name);
    std::ranges::replace_if(
        id, [](unsigned char c) { return std::isalnum(c) == 0 && c != '.'; }, '-');
    const bool plain = std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) != 0 || c == ':' || c == '.'; });
    if (id.size() <= 64 && plain) return id;
    return fmt::format("{}-{:016x}", kind, fnv1a(name));
}

std::string fhir_full_url(const std::string& id) {
    const std::uint64_t high = fnv1a(id);
    const std::uint64_t low = fnv1a("ekb " + id);
    return fmt::format("urn:uuid:{:08x}-{:04x}-8{:03x}-{:04x}-{:012x}", high >> 32U, (high >> 16U) & 0xffffU, high & 0xfffU,
                       0x8000U | ((low >> 48U) & 0x3fffU), low & 0xffffffffffffU);
}

Json fhir_reference(const std::string& id) {
    return {{"reference", fhir_full_url(id)}};
}

Json fhir_code(std::string_view system, const FhirCode& code, std::string_view text) {
    return {{"coding", Json::array({{{"system", system}, {"code", code.code}, {"display", code.display}}})}, {"text", text}};
}

Json fhir_text(std::string_view text) {
    return is_blank(text) ? Json(nullptr) : Json{{"text", text}};
}

void fhir_add(Json& json, const char* name, Json value) {
    const bool nothing = value.is_null() || ((value.is_object() || value.is_array()) && value.empty()) ||
                         (value.is_string() && is_blank(value.get_ref<const std::string&>()));
    if (!nothing) json[name] = std::move(value);
}

Json fhir_statistics(const Claim& claim) {
    Json all = Json::array();
    if (Json own = own_statistic(claim); !own.empty()) all.push_back(std::move(own));
    for (const ArmFigures& arm : claim.arms) {
        if (Json figures = arm_statistic(arm); !figures.empty()) all.push_back(std::move(figures));
    }
    return all;
}

} // namespace ekb::query
