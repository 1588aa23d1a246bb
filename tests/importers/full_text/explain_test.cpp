// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/explain.h"
#include "importers/extraction/extract.h"
#include "importers/extraction/full_text/table_claims.h"
#include "tests/importers/compare/table_document.h"

#include <catch2/catch.hpp>

#include <string>

namespace ekb::importers::extraction {

namespace {

std::string words_of(const EvidenceExplanation& explanation) {
    std::string all;
    for (const ExplainedWords& one : explanation.words) all += one.part + "=" + one.text + "; ";
    return all;
}

} // namespace

TEST_CASE("a claim of a sentence is explained by its names, cues and statistics") {
    Document document;
    document.content.text = "µ. Grip strength was significantly higher with edaravone than with placebo (p = 0.02).";
    document.arms = {{"edaravone", ArmRole::experimental, {}, {}, {}, {}, {}}, {"sham", ArmRole::comparator, {"placebo"}, {}, {}, {}, {}}};
    Claim claim;
    claim.endpoint.text = "grip strength";
    claim.intervention.text = "edaravone";
    claim.comparator = Named{"sham", {}, {}};
    claim.evidence.push_back({document.content.text.substr(4), "abstract/results", 3, 86});
    const auto why = explain_claim(document, claim);
    REQUIRE(why.size() == 1);
    CHECK(words_of(why[0]) == "endpoint=Grip strength; cue sig=significantly; cue up=higher; intervention=edaravone; cue than=than; comparator=placebo; p=p = 0.02; ");
    CHECK(why[0].words.front().start == 3); // code points, not bytes
    CHECK_FALSE(why[0].row);
}

TEST_CASE("a claim of a table is explained by its row and the headers of its cells") {
    Document document = table_document("Table 2 Outcomes, mean (SD)", {{"", "Edaravone (n = 40)", "Placebo (n = 41)", "P"}, {"Muscles", "", "", ""}, {"Grip strength", "21.3 (4.0)", "18.0 (3.9)", "0.02"}});
    document.arms = {{"edaravone", ArmRole::experimental, {}, {}, {}, {}, {}}, {"placebo", ArmRole::comparator, {}, {}, {}, {}, {}}};
    const std::vector<Claim> claims = table_claims(document, {});
    REQUIRE(claims.size() == 1);
    const auto why = explain_claim(document, claims.front());
    REQUIRE(why.size() == 1);
    REQUIRE(why[0].row);
    CHECK(why[0].row->row == "Muscles Grip strength");
    REQUIRE(why[0].row->cells.size() == 2);
    CHECK(why[0].row->cells[0].header == "Edaravone (n = 40)");
    CHECK(why[0].row->cells[1].text == "18.0 (3.9)");
    CHECK(words_of(why[0]) == "endpoint=Grip strength; intervention figures=21.3 (4.0); comparator figures=18.0 (3.9); ");
}

TEST_CASE("evidence that the text does not hold is explained by nothing") {
    Document document;
    document.content.text = "Something else.";
    Claim claim;
    claim.endpoint.text = "grip strength";
    claim.evidence.push_back({"Grip strength", "field", {}, {}});
    const auto why = explain_claim(document, claim);
    REQUIRE(why.size() == 1);
    CHECK(why[0].words.empty());
}

} // namespace ekb::importers::extraction
