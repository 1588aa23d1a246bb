// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare.h"
#include "importers/extraction/extract.h"
#include "kb/model/code_points.h"

#include <catch2/catch.hpp>

namespace ekb::importers::extraction {

namespace {

Document abstract() {
    Document document;
    document.content = plain_text(
        "Edaravone for grip strength\n\n"
        "METHODS:\nWe randomly assigned 60 patients to edaravone or placebo – for 24 weeks.\n\n"
        "RESULTS:\nGrip strength was significantly higher in the edaravone group than in the placebo group (P = 0.01). "
        "Body weight was significantly lower in the edaravone group than in the placebo group (P = 0.003). "
        "There was no significant difference in sleep quality between the groups (P = 0.62).");
    return document;
}

std::optional<Direction> direction(const std::string& intervention, const std::string& comparator, const std::string& endpoint) {
    return compare(abstract(), {intervention, comparator, endpoint}).direction;
}

} // namespace

TEST_CASE("a comparison is read as the sentence about its endpoint says") {
    CHECK(direction("edaravone", "placebo", "grip strength") == Direction::increased);
    CHECK(direction("edaravone", "placebo", "body weight") == Direction::decreased);
    CHECK(direction("edaravone", "placebo", "sleep quality") == Direction::no_difference);
}

TEST_CASE("the other way round, a comparison is read the other way round") {
    CHECK(direction("placebo", "edaravone", "grip strength") == Direction::decreased);
}

TEST_CASE("a comparison's evidence stands where it says, counted in code points") {
    const Document document = abstract();
    const ComparisonReading reading = compare(document, {"edaravone", "placebo", "body weight"});
    REQUIRE(reading.evidence);
    CHECK(reading.evidence->quote == "Body weight was significantly lower in the edaravone group than in the placebo group (P = 0.003).");
    const std::size_t byte_offset = document.content.text.find(reading.evidence->quote);
    CHECK(reading.evidence->code_point_start == code_points(document.content.text.substr(0, byte_offset)));
    CHECK(*reading.evidence->code_point_end - *reading.evidence->code_point_start == code_points(reading.evidence->quote));
}

TEST_CASE("an endpoint that the document does not speak of has no evidence") {
    const ComparisonReading reading = compare(abstract(), {"edaravone", "placebo", "serum urate"});
    CHECK_FALSE(reading.direction);
    CHECK_FALSE(reading.evidence);
    CHECK(reading.arms.empty());
}

TEST_CASE("a plan is no result, however well it fits") {
    Document document;
    document.content = plain_text("Edaravone for grip strength\n\nMETHODS:\nThe primary outcome is grip strength with edaravone and with placebo.");
    const ComparisonReading reading = compare(document, {"edaravone", "placebo", "grip strength"});
    CHECK_FALSE(reading.direction);
    CHECK_FALSE(reading.evidence);
}

TEST_CASE("a registry record answers by its own claims alone") {
    Document record;
    record.type = DocumentType::registry_record;
    record.content = plain_text("Outcome (primary): grip strength. Edaravone was significantly better than placebo in earlier work on grip strength.");
    const Comparison question{"edaravone", "placebo", "grip strength"};
    CHECK_FALSE(compare(record, question).direction);

    Claim claim;
    claim.intervention.text = "Edaravone";
    claim.comparator = Named{"Placebo", {}, {}};
    claim.endpoint.text = "Change in grip strength";
    claim.effect.direction = Direction::increased;
    claim.arms = {{"Edaravone", 40, {}, {}, {}, {}, {}, {}, {}, {}, "5.0"}, {"Placebo", 41, {}, {}, {}, {}, {}, {}, {}, {}, "3.0"}};
    claim.evidence = {{"Difference: 2.0", "results", std::nullopt, std::nullopt}};
    record.claims = {claim};
    CHECK(compare(record, question).direction == Direction::increased);
    CHECK(compare(record, question).evidence->quote == "Difference: 2.0");
    const ComparisonReading turned = compare(record, {"placebo", "edaravone", "grip strength"});
    CHECK(turned.direction == Direction::decreased);
    CHECK(turned.arms.front().name == "Placebo");
    CHECK_FALSE(compare(record, {"edaravone", "placebo", "survival"}).direction);
}

} // namespace ekb::importers::extraction
