// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/full_text/merge.h"
#include "importers/extraction/full_text/table_claims.h"
#include "tests/importers/compare/table_document.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace ekb::importers::extraction {

namespace {

Document with_arms(Document document) {
    document.arms = {{"edaravone", ArmRole::experimental, {"EDA"}, 45, {}, {}, {}}, {"placebo", ArmRole::comparator, {"control group"}, {}, {}, {}, {}}};
    return document;
}

/// A claim in a line: "Grip strength | 21.3 (4.0) | 18.0 (3.9) | 0.02".
std::vector<std::string> lines(const std::vector<Claim>& claims) {
    std::vector<std::string> all;
    for (const Claim& claim : claims) {
        std::string line = claim.endpoint.text + (claim.endpoint.timepoint ? " @" + *claim.endpoint.timepoint : "");
        for (const ArmFigures& arm : claim.arms) line += " | " + arm.text;
        if (claim.effect.p) line += " | p" + std::to_string(*claim.effect.p).substr(0, 5);
        all.push_back(line);
    }
    return all;
}

std::vector<std::string> read(const std::string& caption, const std::vector<std::vector<std::string>>& rows) {
    return lines(table_claims(with_arms(table_document(caption, rows)), {}));
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("a table of results gives a claim for each endpoint") {
    CHECK(read("Table 2 Outcomes, mean (SD) or n (%)", {{"", "Edaravone (n = 40)", "Placebo (n = 41)", "P"},
                                                         {"Grip strength, kg, mean (SD)", "21.3 (4.0)", "18.0 (3.9)", "0.02"},
                                                         {"Falls, n (%)", "4 (10.0)", "9 (22.0)", "0.2"},
                                                         {"Walking", "", "", ""},
                                                         {"Baseline", "5.0 ± 1.0", "5.1 ± 1.1", ""},
                                                         {"Week 12", "6.2 ± 1.2", "5.0 ± 1.0", "0.01"}}) ==
          Lines{"Grip strength | 21.3 (4.0) | 18.0 (3.9) | p0.020", "Falls | 4 (10.0) | 9 (22.0) | p0.200", "Walking @Week 12 | 6.2 ± 1.2 | 5.0 ± 1.0 | p0.010"});
}

TEST_CASE("a table's claim says what is printed and where") {
    const Document document = with_arms(table_document("Table 2 Falls, n (%)", {{"", "EDA (n = 40)", "Placebo (n = 41)"}, {"Falls", "4 (10.0)", "9 (22.0)"}, {"Deaths", "1 (2.5)", "0 (0)"}}));
    const std::vector<Claim> claims = table_claims(document, {});
    REQUIRE(claims.size() == 2);
    const Claim& claim = claims.front();
    CHECK_FALSE(claim.effect.direction);
    CHECK(claim.effect.measure == Measure::arm_values);
    CHECK(claim.intervention.text == "edaravone");
    CHECK(claim.n.intervention == 40);
    CHECK(claim.arms.at(1).events == 9);
    REQUIRE(claim.evidence.size() == 1);
    CHECK(claim.evidence.front().quote == "Falls\t4 (10.0)\t9 (22.0)");
    CHECK(document.content.text.substr(*claim.evidence.front().code_point_start, claim.evidence.front().quote.size()) == claim.evidence.front().quote);
}

TEST_CASE("no claims are made of what is no result, not explained, or not told apart") {
    SECTION("baseline") {
        CHECK(read("Table 1 Characteristics of the participants", {{"", "Edaravone", "Placebo"}, {"Weight, mean (SD)", "70 (9)", "71 (8)"}, {"Age, mean (SD)", "50 (9)", "51 (8)"}}).empty());
    }
    SECTION("figures that nothing explains") {
        CHECK(read("Table 2 Outcomes", {{"", "Edaravone", "Placebo"}, {"Grip strength", "21.3 (4.0)", "18.0 (3.9)"}, {"Weight", "70", "71"}}).empty());
    }
    SECTION("two figures for the same thing") {
        CHECK(read("Table 2 Outcomes, mean (SD)", {{"", "Edaravone", "Placebo"}, {"Grip strength", "21.3 (4.0)", "18.0 (3.9)"}, {"Grip strength", "20.3 (4.0)", "19.0 (3.9)"}}).empty());
    }
    SECTION("columns that are not the arms") {
        CHECK(read("Table 2 Outcomes, mean (SD)", {{"", "Men", "Women", "Children"}, {"Grip strength", "21.3 (4.0)", "18.0 (3.9)", "9 (1)"}, {"Weight", "70 (1)", "60 (1)", "30 (1)"}}).empty());
    }
    SECTION("rows of two endpoints") {
        CHECK(read("Table 6 Means ± SD", {{"", "Mean ± SD", "Range"}, {"Edaravone self-efficacy", "4.0 ± 1.2", "1-5"}, {"Communication with placebo team", "3.3 ± 1.2", "1-5"}}).empty());
    }
    SECTION("cells that do not begin with a figure, or hold two") {
        CHECK(read("Table 2 Outcomes, mean (SD)", {{"", "Edaravone", "Placebo"}, {"Walking", "(SE 0.79)", "(SE 0.72)"}, {"Blood pressure", "119/69 (2)", "119/70 (3)"}}).empty());
    }
    SECTION("a p value within a group") {
        CHECK(read("Table 2 Outcomes, mean (SD)", {{"", "Edaravone", "p", "Placebo", "p"}, {"Grip strength", "21 (4)", "0.1", "18 (3)", "0.2"}, {"Weight", "70 (1)", "0.3", "71 (1)", "0.4"}}) ==
              Lines{"Grip strength | 21 (4) | 18 (3)", "Weight | 70 (1) | 71 (1)"});
    }
    SECTION("parts of what a group names") {
        CHECK(read("Table 2 Severity, n (%)", {{"", "Edaravone (n = 40)", "Placebo (n = 40)"}, {"Pain", "", ""}, {"Mild", "4 (10)", "8 (20)"}, {"Severe", "2 (5)", "4 (10)"}}).empty());
    }
}

TEST_CASE("the abstract's claim and the table's are one where they say the same") {
    Claim said;
    said.intervention.text = "edaravone";
    said.comparator = Named{"placebo", {}, {}};
    said.endpoint.text = "grip strength";
    said.effect.direction = Direction::increased;
    said.evidence.push_back({"Grip strength improved", "abstract/results", 0, 22});
    const auto table = [](const std::string& caption, const std::string& i, const std::string& c, const std::string& p) {
        return table_claims(with_arms(table_document(caption, {{"", "Edaravone (n = 40)", "Placebo (n = 41)", "P"}, {"Grip strength", i, c, p}, {"Weight", "70 (1)", "71 (1)", "0.8"}})), {});
    };
    SECTION("more evidence, figures completed, the direction kept") {
        std::vector<Claim> claims{said};
        merge_claims(claims, table("Table 2 Outcomes, mean (SD)", "21.3 (4.0)", "18.0 (3.9)", "0.02"), {});
        REQUIRE(claims.size() == 2);
        CHECK(claims[0].evidence.size() == 2);
        CHECK(claims[0].effect.direction == Direction::increased);
        CHECK(claims[0].effect.p == 0.02);
        CHECK(claims[0].arms.size() == 2);
        CHECK(claims[1].endpoint.text == "Weight");
    }
    SECTION("what disagrees stays apart") {
        std::vector<Claim> claims{said};
        merge_claims(claims, table("Table 2 Outcomes, mean (SD)", "17.3 (4.0)", "18.0 (3.9)", "0.4"), {});
        REQUIRE(claims.size() == 3);
        CHECK(claims[0].evidence.size() == 1);
        CHECK_FALSE(claims[0].effect.p);
    }
}

} // namespace ekb::importers::extraction
