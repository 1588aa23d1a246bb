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

} // namespace ekb::importers::extraction
