// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/filters.h"

#include <catch2/catch.hpp>

using namespace ekb::query;

TEST_CASE("filters of a question") {
    struct Row {
        const char* question;
        const char* expected; // queries, space between
    };
    const Row rows[] = {
        {"zinc with more than 1,000 participants", "n:>1000"},
        {"zinc in at least 50 children", "n:>=50"},
        {"zinc since 2015", "year:>=2015"},
        {"zinc published before 2015", "year:<2015"},
        {"placebo-controlled trials of zinc", R"((comparator:placebo OR text:"placebo controlled"))"},
        {"double-blind crossover trials of zinc since 2001",
         R"((masking:double OR masking:triple OR masking:quadruple OR text:"double blind" OR text:"double masked" OR text:"double dummy") (design:crossover_rct OR title:crossover) year:>=2001)"},
        {"Phase III trials of zinc", "phase:3"},
        {"RCTs of zinc", "(design:randomised OR title:randomised OR title:randomized)"},
        {"zinc in mice", "species:animal"},
        {"zinc that were not retracted", "retracted:false"},
        {"more than 100 mg zinc", "dose:>100mg"},
        {"zinc in 50 to 200 patients from 2010 to 2015", "n:50..200 year:2010..2015"},
        // not filters
        {"between 200 and 50 patients", ""},
        {"zinc at 2015 hours", ""},
        {"since when is zinc given", ""},
        {"micelles and placebo", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.question);
        std::string all;
        for (const FoundFilter& found : find_filters(row.question))
            all += (all.empty() ? "" : " ") + found.filter.query;
        CHECK(all == row.expected);
    }
}

TEST_CASE("a filter stands where its words do") {
    const std::string question = "zinc with more than 1,000 participants?";
    const auto found = find_filters(question);
    REQUIRE(found.size() == 1);
    CHECK(question.substr(found[0].span.begin, found[0].span.size()) == "with more than 1,000 participants");
    CHECK(found[0].filter.label == "more than 1000 participants");
}
