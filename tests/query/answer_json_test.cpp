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
