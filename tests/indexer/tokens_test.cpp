// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/tokens.h"

#include <catch2/catch.hpp>

using namespace ekb::indexer;

namespace {

std::string words(std::string_view text) {
    std::string all;
    for (const Token& token : tokens(text)) {
        if (!all.empty()) all += token.joined ? '-' : ' ';
        all += token.word;
    }
    return all;
}

} // namespace

TEST_CASE("text is divided into words") {
    struct Row {
        const char* text;
        const char* expected;
    };
    const Row rows[] = {
        {"", ""},
        {"Methylcobalamin 50 mg", "methylcobalamin 50 mg"},
        {"ALSFRS-R", "alsfrs-r"},
        {"ALSFRS–R total", "alsfrs-r total"}, // an en dash
        {"a - b", "a b"},                     // a dash between spaces joins nothing
        {"0.05, 1,200 and 3.", "0.05 1200 and 3"},
        {"Sjögren’s Ménière", "sjogren s meniere"},
        {"5 µg", "5 μg"}, // micro sign becomes mu
        {"snake_case", "snake case"},
        {"\xff!", "y"}, // a byte that is no UTF-8 is read as Latin-1
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(words(row.text) == row.expected);
    }
}

TEST_CASE("a token's span holds its bytes") {
    const std::string_view text = "βeta-blockers, twice";
    const auto found = tokens(text);
    REQUIRE(found.size() == 3);
    CHECK(text.substr(found[0].span.begin, found[0].span.size()) == "βeta");
    CHECK(text.substr(found[2].span.begin, found[2].span.size()) == "twice");
}

TEST_CASE("stems join the forms of a word") {
    Stemmer stem;
    CHECK(stem("trials") == stem("trial"));
    CHECK(stem("randomised") == stem("randomized"));
    CHECK(stem("oedema") == stem("edema"));
    CHECK(stem("survival") != stem("survey"));
}

TEST_CASE("a stem tells a word that it is, and its plural in s") {
    CHECK(stem_tells("trial", "trial"));
    CHECK(stem_tells("trials", "trial"));
    CHECK_FALSE(stem_tells("diagnosis", "diagnosi"));
    CHECK_FALSE(stem_tells("randomised", "random"));
    CHECK_FALSE(stem_tells("therapy", "therapi"));
}
