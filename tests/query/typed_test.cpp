// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/typed.h"
#include "tests/support/case_rows.h"

#include <catch2/catch.hpp>

using namespace ekb;
using namespace ekb::query;

TEST_CASE("what is typed is a question, a query or an identifier, and a question's reader is told of what looks like a query") {
    for (const auto& row : tests::case_rows("questions/typed.tsv", 3)) {
        CAPTURE(row);
        const Typed typed = read_typed(row[0]);
        CHECK(typed.query.value_or("-") == (row[1] == "=" ? row[0] : row[1]));
        CHECK(typed.notes.size() == std::stoul(row[2]));
    }
}
