// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/reanchor.h"

#include <catch2/catch.hpp>

namespace ekb::kb {

TEST_CASE("a quote is found again in a newer text, in code points, nearest to where it stood") {
    struct Row {
        std::string text;
        std::string quote;
        std::optional<std::size_t> before;
        std::optional<std::size_t> start;
        std::optional<std::size_t> end;
    };
    const std::vector<Row> rows{
        {"It was 5.", "was", 3, 3, 6},
        {"α–β was 5.", "was 5", 0, 4, 9},
        {"was, was, was", "was", 6, 5, 8},
        {"was, was, was", "was", 99, 10, 13},
        {"aaaa", "aa", 2, 2, 4},
        {"It is 5.", "was", 3, std::nullopt, std::nullopt},
        {"It is 5.", "", 3, std::nullopt, std::nullopt},
        {"It was 5.", "was", std::nullopt, 3, 6},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text, row.quote);
        Claim claim;
        claim.evidence.push_back({row.quote, "abstract", row.before, row.before});
        reanchor(claim, row.text);
        CHECK(claim.evidence[0].code_point_start == row.start);
        CHECK(claim.evidence[0].code_point_end == row.end);
        CHECK(claim.evidence[0].quote == row.quote);
    }
}

} // namespace ekb::kb
