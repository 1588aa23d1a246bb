// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answer_json.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace ekb;
using namespace ekb::query;

TEST_CASE("an answer has the contract's fields, and null where nothing is known") {
    Answer answer;
    answer.question = "which B12 trials used ALSFRS-R";
    answer.interpretation.intervention.push_back({"ekb:b12", "vitamin B 12", {"methylcobalamin"}, "B12", {6, 9}, Role::intervention});
    answer.interpretation.endpoint.push_back({std::nullopt, "ALSFRS-R", {}, "ALSFRS-R", {22, 30}, Role::endpoint});
    answer.summary = {1, 130, 1, 0, 0};
    answer.total = 1;
    AnswerStudy study;
    study.id = "nct:NCT00000001";
    study.title = "A trial";
    study.score = 2.5;
    Document document;
    document.id = "nct:NCT00000001";
    document.title = "A trial";
    study.documents.push_back(document);
    answer.studies.push_back(study);

    const nlohmann::ordered_json json = answer_json(answer);

    CHECK(json["question"] == "which B12 trials used ALSFRS-R");
    CHECK(json["interpretation"]["intervention"][0]["concept"] == "ekb:b12");
    CHECK(json["interpretation"]["intervention"][0]["expanded"][0] == "methylcobalamin");
    CHECK(json["interpretation"]["endpoint"][0]["concept"].is_null());
    CHECK(json["interpretation"]["condition"].empty());
    CHECK(json["summary"]["participants"] == 130);
    CHECK(json["total"] == 1);
    CHECK(json["studies"][0]["score"] == 2.5);
    CHECK(json["studies"][0]["documents"][0]["published"].is_null());
    CHECK(json["studies"][0]["claims"].is_array());
}

TEST_CASE("a comparison without evidence says so") {
    ComparisonAnswer answer;
    answer.document = "pmc:PMC1";
    answer.reason = NoDirection::no_evidence;
    const nlohmann::ordered_json json = comparison_json(answer);
    CHECK(json["direction"].is_null());
    CHECK(json["reason"] == "no_evidence");
    CHECK(json["evidence"].is_null());
    CHECK(json["arms"].empty());
}

namespace {

/// Studies with all that a claim may hold, and texts that JSON has to escape.
std::vector<AnswerStudy> full_studies() {
    std::vector<AnswerStudy> studies;
    for (const std::string text : {"plain", "\"quoted\" \\ back/slash", "line\nbreak\ttab \x01\x1f\x7f", "µg ≥ 3 – α 𝛼", "broken \xC3( utf-8", ""}) {
        Claim claim;
        claim.id = text;
        claim.study = text;
        claim.intervention = {text, text, text};
        claim.dose = Dose{text, 0.1, 1e-7, text, text, text, 3.0, text, 1e21};
        claim.comparator = Named{text, {}, {}};
        claim.species = Species::animal;
        claim.n.randomised = 38;
        claim.endpoint = {text, {}, text, EndpointRole::primary, text};
        claim.effect.direction = Direction::decreased;
        claim.effect.measure = Measure::hazard_ratio;
        claim.effect.value = -1.0 / 3;
        claim.effect.ci_low = 100;
        claim.effect.p = 0.05;
        claim.effect.p_op = PRelation::less;
        claim.arms.push_back({});
        claim.arms.back().mean = 12345678.9;
        claim.evidence.push_back({});
        claim.evidence.back().quote = text;
        claim.evidence.back().code_point_start = 7;
        claim.confidence = 0.25;
        Document document;
        document.id = text;
        document.journal = text;
        document.retracted = true;
        document.identifiers.registry = {text, text};
        document.arms.push_back({});
        document.arms.back().also_called = {text};
        document.arms.back().dose = claim.dose;
        AnswerStudy study{text, text, 0.1 + 0.2, {document, {}}, {claim, {}}, 1};
        studies.push_back(study);
    }
    return studies;
}

std::string dumped(const nlohmann::ordered_json& json) {
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace

TEST_CASE("the text of answers is that of their JSON, byte for byte") {
    const nlohmann::ordered_json snapshot{{"sequence", 3}, {"time", nullptr}};
    Answer answer;
    answer.question = "which \xFF µg?";
    answer.studies = full_studies();
    nlohmann::ordered_json json = answer_json(answer);
    std::vector<std::size_t> totals;
    for (auto& study : json["studies"]) {
        totals.push_back(totals.size() + 2);
        study["claims_total"] = totals.back();
    }
    json["snapshot"] = snapshot;
    CHECK(answer_json_text(answer, totals, snapshot) == dumped(json));

    SearchResult result;
    result.query = answer.question;
    for (const bool any : {false, true}) {
        if (any) result.studies = full_studies();
        nlohmann::ordered_json found = search_json(result);
        found["snapshot"] = snapshot;
        CHECK(search_json_text(result, snapshot) == dumped(found));
    }
    for (const AnswerStudy& study : answer.studies)
        CHECK(study_json_text(study) == dumped(study_json(study)));
}
