// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/spelling.h"

#include <catch2/catch.hpp>

using namespace ekb::query;

TEST_CASE("the distance of two words") {
    struct Row {
        const char* a;
        const char* b;
        int expected; // with a limit of 2
    };
    const Row rows[] = {
        {"zinc", "zinc", 0}, {"zinc", "zin", 1}, {"zinc", "zcin", 2}, {"zinc", "znic", 1},
        {"", "", 0},         {"", "abc", 3},     {"zinc", "iron", 3}, {"methylcobalamine", "methylcobalamin", 1}};
    for (const Row& row : rows) {
        CAPTURE(row.a, row.b);
        CHECK(edit_distance(row.a, row.b, 2) == row.expected);
        CHECK(edit_distance(row.b, row.a, 2) == row.expected);
    }
}
