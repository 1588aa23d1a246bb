// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/json/contract_json.h"

#include "kb/json/members.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace ekb::kb {

namespace {

using Json = nlohmann::ordered_json;

template <typename T>
Json value_or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json value_or_null(const std::optional<double>& value) {
    return value && std::isfinite(*value) ? Json(*value) : Json(nullptr);
}

template <typename E>
Json enum_json(E value) {
    return std::string(name_of(value));
}

template <typename E>
Json enum_or_null(const std::optional<E>& value) {
    return value ? enum_json(*value) : Json(nullptr);
}

Json named_json(const Named& named) {
    return members(
        "text", named.text,
        "concept", value_or_null(named.concept_id),
        "label", value_or_null(named.label));
}

Json named_or_null(const std::optional<Named>& named) {
    return named ? named_json(*named) : Json(nullptr);
}

Json dose_or_null(const std::optional<Dose>& dose) {
    if (!dose) return nullptr;
    return members(
        "text", dose->text,
        "amount", value_or_null(dose->amount),
        "amount_high", value_or_null(dose->amount_high),
        "unit", value_or_null(dose->unit),
        "route", value_or_null(dose->route),
        "frequency", value_or_null(dose->frequency),
        "per_day", value_or_null(dose->per_day),
        "duration", value_or_null(dose->duration),
        "duration_days", value_or_null(dose->duration_days));
}

template <typename T, typename Function>
Json list_json(const std::vector<T>& values, Function one) {
    Json list = Json::array();
    list.get_ref<Json::array_t&>().reserve(values.size());
    for (const T& value : values)
        list.push_back(one(value));
    return list;
}

Json endpoint_json(const Endpoint& endpoint) {
    return members(
        "text", endpoint.text,
        "concept", value_or_null(endpoint.concept_id),
        "label", value_or_null(endpoint.label),
        "role", enum_or_null(endpoint.role),
        "timepoint", value_or_null(endpoint.timepoint));
}

Json effect_json(const Effect& effect) {
    return members(
        "direction", enum_or_null(effect.direction),
        "favours", enum_or_null(effect.favours),
        "measure", enum_or_null(effect.measure),
        "value", value_or_null(effect.value),
        "unit", value_or_null(effect.unit),
        "ci_low", value_or_null(effect.ci_low),
        "ci_high", value_or_null(effect.ci_high),
        "ci_level", value_or_null(effect.ci_level),
        "p", value_or_null(effect.p),
        "p_op", enum_or_null(effect.p_op));
}

Json evidence_json(const Evidence& evidence) {
    return members(
        "quote", evidence.quote,
        "section", evidence.section,
        "start", value_or_null(evidence.code_point_start),
        "end", value_or_null(evidence.code_point_end));
}

Json design_json(const Design& design) {
    return members(
        "type", enum_or_null(design.type),
        "phase", value_or_null(design.phase),
        "masking", value_or_null(design.masking),
        "species", enum_or_null(design.species));
}

Json notice_json(const Notice& notice) {
    return members(
        "kind", enum_json(notice.kind),
        "target", value_or_null(notice.target),
        "notice", value_or_null(notice.notice),
        "date", value_or_null(notice.date),
        "text", notice.text);
}

} // namespace

Json identifiers_json(const Identifiers& identifiers) {
    return members(
        "pmid", value_or_null(identifiers.pmid),
        "pmcid", value_or_null(identifiers.pmcid),
        "doi", value_or_null(identifiers.doi),
        "registry", identifiers.registry,
        "url", value_or_null(identifiers.url));
}

Json arm_json(const Arm& arm) {
    return members(
        "name", arm.name,
        "role", enum_json(arm.role),
        "also_called", arm.also_called,
        "n", value_or_null(arm.n),
        "concept", value_or_null(arm.concept_id),
        "label", value_or_null(arm.label),
        "dose", dose_or_null(arm.dose));
}

Json arm_figures_json(const ArmFigures& figures) {
    return members(
        "name", figures.name,
        "n", value_or_null(figures.n),
        "mean", value_or_null(figures.mean),
        "sd", value_or_null(figures.sd),
        "se", value_or_null(figures.se),
        "median", value_or_null(figures.median),
        "q1", value_or_null(figures.q1),
        "q3", value_or_null(figures.q3),
        "events", value_or_null(figures.events),
        "total", value_or_null(figures.total),
        "text", figures.text);
}

Json claim_json(const Claim& claim) {
    return members(
        "id", claim.id,
        "document", claim.document,
        "study", value_or_null(claim.study),
        "intervention", named_json(claim.intervention),
        "dose", dose_or_null(claim.dose),
        "comparator", named_or_null(claim.comparator),
        "condition", named_or_null(claim.condition),
        "species", enum_or_null(claim.species),
        "n", members(
            "randomised", value_or_null(claim.n.randomised),
            "analysed", value_or_null(claim.n.analysed),
            "intervention", value_or_null(claim.n.intervention),
            "comparator", value_or_null(claim.n.comparator)),
        "endpoint", endpoint_json(claim.endpoint),
        "effect", effect_json(claim.effect),
        "arms", list_json(claim.arms, arm_figures_json),
        "evidence", list_json(claim.evidence, evidence_json),
        "method", enum_json(claim.method),
        "confidence", value_or_null(claim.confidence),
        "status", enum_json(claim.status));
}

Json document_json(const Document& document, bool with_text) {
    Json json;
    json["id"] = document.id;
    json["type"] = enum_json(document.type);
    json["format"] = document.format;
    json["identifiers"] = identifiers_json(document.identifiers);
    json["title"] = document.title;
    json["journal"] = value_or_null(document.journal);
    json["published"] = value_or_null(document.published);
    json["language"] = value_or_null(document.language);
    json["authors"] = document.authors;
    json["publication_types"] = document.publication_types;
    json["retracted"] = document.retracted;
    json["notices"] = list_json(document.notices, notice_json);
    json["design"] = design_json(document.design);
    json["condition"] = named_or_null(document.condition);
    json["n"] = members(
        "randomised", value_or_null(document.n.randomised),
        "analysed", value_or_null(document.n.analysed),
        "quote", value_or_null(document.n.quote));
    json["arms"] = list_json(document.arms, arm_json);
    json["primary_endpoint"] = value_or_null(document.primary_endpoint);
    json["mentioned"] = document.mentioned;
    if (with_text) json["text"] = document.content.text;
    json["claims"] = list_json(document.claims, claim_json);
    return json;
}

} // namespace ekb::kb
