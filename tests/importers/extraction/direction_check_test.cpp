// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/results/direction_check.h"

#include <catch2/catch.hpp>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

Claim claim(const char* endpoint, Direction direction, const char* intervention, const char* comparator) {
    Claim made;
    made.endpoint.text = endpoint;
    made.effect.direction = direction;
    made.arms.resize(2);
    made.arms[0].text = intervention;
    made.arms[1].text = comparator;
    return made;
}

} // namespace

TEST_CASE("signed figures outweigh the words around them, where the endpoint is no decline itself") {
    struct Row {
        const char* endpoint;
        Direction said;
        const char* intervention;
        const char* comparator;
        Direction is;
    };
    const Row rows[] = {
        {"ALSFRS-R score", Direction::decreased, "−5.01 (SE 0.64)", "−7.50 (SE 0.66)", Direction::increased},
        {"body weight", Direction::increased, "-4.2 kg", "-1.0 kg", Direction::decreased},
        {"decline in ALSFRS-R score", Direction::decreased, "-2.66", "-4.63", Direction::decreased},
        {"ALSFRS-R score", Direction::no_difference, "-5.01", "-7.50", Direction::no_difference},
        {"pain score", Direction::decreased, "5.2", "3.1", Direction::decreased},
        {"pain score", Direction::decreased, "-5.2", "", Direction::decreased},
    };
    for (const Row& row : rows) {
        Claim made = claim(row.endpoint, row.said, row.intervention, row.comparator);
        check_direction(made);
        INFO(row.endpoint << ' ' << row.intervention);
        CHECK(made.effect.direction == row.is);
    }
}
