// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/extract.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

Document read(std::string_view text) {
    Document document;
    document.content = plain_text(text);
    extract(document);
    return document;
}

/// "arm | endpoint | figure" of every figure of the text's claims.
std::vector<std::string> cells_of(std::string_view text) {
    std::vector<std::string> cells;
    for (const Claim& claim : read(text).claims) {
        for (const ArmFigures& arm : claim.arms)
            cells.push_back(arm.name + " | " + claim.endpoint.text + " | " + arm.text);
    }
    return cells;
}

struct Row {
    std::string_view text;
    std::vector<std::string> cells;
};

} // namespace

TEST_CASE("a lone result's figures are each put to their group and outcome") {
    const std::vector<Row> rows{
        {"The mean walking speed was 5.1 +/- 1.2 m in the arimexol group and 4.2 +/- 1.1 m in the placebo group .",
         {"arimexol group | mean walking speed | 5.1 +/- 1.2 m", "placebo group | mean walking speed | 4.2 +/- 1.1 m"}},
        {"Median survival was 11.2 and 8.9 months in arm A and arm B , respectively .",
         {"arm A | Median survival | 11.2", "arm B | Median survival | 8.9 months"}},
        {"Nausea occurred in 12 % of patients receiving arimexol and 7 % of patients receiving placebo ( P = 0.04 ) .",
         {"arimexol | Nausea | 12 % of patients", "placebo | Nausea | 7 % of patients"}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(cells_of(row.text) == row.cells);
    }
}

TEST_CASE("a lone result's claim holds its sentence and what the figures give") {
    const std::string text =
        "The mean walking speed was 5.1 +/- 1.2 m in the arimexol group and 4.2 +/- 1.1 m in the placebo group .";
    const Document document = read(text);
    REQUIRE(document.claims.size() == 1);
    const Claim& claim = document.claims[0];
    CHECK(claim.intervention.text == "arimexol group");
    REQUIRE(claim.comparator);
    CHECK(claim.comparator->text == "placebo group");
    CHECK(claim.evidence.at(0).quote == text);
    CHECK(claim.evidence.at(0).code_point_start == 0);
    CHECK(claim.evidence.at(0).code_point_end == text.size());
    REQUIRE(claim.arms.size() == 2);
    CHECK(claim.arms[0].mean == 5.1);
    CHECK(claim.arms[0].sd == 1.2);
    CHECK_FALSE(claim.arms[0].events);
}

TEST_CASE("a sentence without a group's figure gives none") {
    CHECK(cells_of("").empty());
    CHECK(cells_of("The study was approved by the local committee .").empty());
    CHECK(cells_of("Walking speed did not differ between the groups ( P = 0.4 ) .").empty());
}
