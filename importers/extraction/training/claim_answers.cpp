// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/arm_naming.h"
#include "importers/extraction/training/claim_answers.h"

#include "importers/extraction/arms/arm_doses.h"
#include "importers/extraction/results/endpoints.h"

#include <nlohmann/json.hpp>

namespace ekb::importers::extraction::training {

namespace {

using Json = nlohmann::json;

template <typename T>
Json or_null(const std::optional<T>& value) {
    return value ? Json(*value) : Json();
}

Json named(const std::optional<Named>& value) {
    return value ? Json{{"text", value->text}} : Json();
}

Json arm_answer(const Arm& arm) {
    Json out{{"name", arm.name}, {"also_called", arm.also_called}, {"role", name_of(arm.role)}, {"n", or_null(arm.n)}};
    if (arm.dose)
        out["dose"] = {{"amount", or_null(arm.dose->amount)},
                       {"unit", or_null(arm.dose->unit)},
                       {"route", or_null(arm.dose->route)}};
    return out;
}

Json claim_answer(const Claim& claim) {
    Json evidence = Json::array();
    for (const Evidence& one : claim.evidence)
        evidence.push_back({{"quote", one.quote}});
    Json arms = Json::array();
    for (const ArmFigures& one : claim.arms)
        arms.push_back({{"name", one.name}, {"text", one.text}});
    const Effect& effect = claim.effect;
    return {{"intervention", {{"text", claim.intervention.text}}},
            {"comparator", named(claim.comparator)},
            {"endpoint", {{"text", claim.endpoint.text}}},
            {"effect",
             {{"direction", effect.direction ? Json(name_of(*effect.direction)) : Json()},
              {"value", or_null(effect.value)},
              {"ci_low", or_null(effect.ci_low)},
              {"ci_high", or_null(effect.ci_high)},
              {"p", or_null(effect.p)}}},
            {"arms", arms},
            {"evidence", evidence},
            {"confidence", or_null(claim.confidence)}};
}

/// The sentences that may tell a result, with their candidates.
Json sentence_answers(const DocumentText& content, const ClaimModels& models) {
    const Prose prose = read_prose(content);
    const ProseTraits traits = read_traits(prose, models.phrases);
    TrialArms trial = named_arms(prose, traits, tag_entities(prose, traits, models.entities).arms, models);
    give_doses(prose, traits, trial, models.doses);
    const std::vector<EndpointMention> endpoints = tag_endpoints(prose, traits, trial, models.endpoints);
    Json sentences = Json::array();
    for (const std::size_t s : prose.core) {
        if (!may_tell_result(prose.sentences[s])) continue;
        Json phrases = Json::array();
        for (const EndpointMention& endpoint : endpoints) {
            if (endpoint.sentence == s) phrases.push_back(text_of(prose, endpoint));
        }
        sentences.push_back({{"text", prose.sentences[s].in(prose.text)}, {"endpoints", phrases}});
    }
    return sentences;
}

} // namespace

std::string answer_line(const std::string& id, const Document& document, const ClaimModels& models) {
    Json arms = Json::array();
    for (const Arm& arm : document.arms)
        arms.push_back(arm_answer(arm));
    Json claims = Json::array();
    for (const Claim& claim : document.claims)
        claims.push_back(claim_answer(claim));
    return Json{{"id", id},
                {"text", document.content.text},
                {"n", {{"randomised", or_null(document.n.randomised)}}},
                {"condition", named(document.condition)},
                {"primary_endpoint", or_null(document.primary_endpoint)},
                {"arms", arms},
                {"claims", claims},
                {"sentences", sentence_answers(document.content, models)}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace ekb::importers::extraction::training
