// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/filters.h"

#include <catch2/catch.hpp>

#include <stdexcept>

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

TEST_CASE("years are counted back from the year that is given, and from no other") {
    struct Row {
        const char* question;
        const char* expected;
    };
    const Row rows[] = {
        {"zinc in the last 5 years", "year:>=2021: published in 2021 or later"},
        {"zinc trials published within the past two years in children", "year:>=2024: published in 2024 or later"},
        {"zinc over the last ten years", "year:>=2016: published in 2016 or later"},
        {"zinc in the past decade", "year:>=2016: published in 2016 or later"},
        {"zinc in the last two decades", "year:>=2006: published in 2006 or later"},
        {"zinc in the last year", "year:>=2025: published in 2025 or later"},
        {"zinc trials not published in the last 5 years", "year:<2021: published before 2021"},
        {"zinc trials published more than 10 years ago", "year:<2016: published before 2016"},
        {"zinc since 3 years ago", "year:>=2023: published in 2023 or later"},
        {"zinc trials published last year", "year:2025: published in 2025"},
        {"zinc trials published this year?", "year:2026: published in 2026"},
        // of the participants
        {"aspirin in people who had a stroke in the last 5 years", ""},
        {"morphine in the last year of life", ""},
        {"zinc for 5 years", ""},
        {"zinc for colds last year", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.question);
        auto found = find_filters(row.question);
        const auto notes = count_back(found, row.question, [] { return 2026; });
        CHECK(notes.size() == found.size());
        CHECK((found.empty() ? "" : found[0].filter.query + ": " + found[0].filter.label) == row.expected);
    }
    auto found = find_filters("zinc since 2015");
    CHECK(count_back(found, "zinc since 2015", []() -> std::optional<int> { throw std::logic_error("asked"); }).empty());
}

TEST_CASE("a filter stands where its words do") {
    const std::string question = "zinc with more than 1,000 participants?";
    const auto found = find_filters(question);
    REQUIRE(found.size() == 1);
    CHECK(question.substr(found[0].span.begin, found[0].span.size()) == "with more than 1,000 participants");
    CHECK(found[0].filter.label == "more than 1000 participants");
}
