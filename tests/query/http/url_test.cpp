// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/url.h"

#include <catch2/catch.hpp>

using namespace ekb::query::http;

TEST_CASE("what is encoded decodes to itself") {
    CHECK(percent_encoded("n:>=100 ALS/MND ä") == "n%3A%3E%3D100%20ALS%2FMND%20%C3%A4");
    CHECK(percent_decoded(percent_encoded("a+b%20c&d=e ~"), true).value() == "a+b%20c&d=e ~");
}

TEST_CASE("percent escapes are decoded, and bad ones named") {
    struct Row {
        std::string encoded, decoded, error;
    };
    const Row rows[] = {
        {"a%2Fb", "a/b", ""},
        {"%C3%A9", "é", ""},
        {"a+b", "a b", ""},
        {"%2B", "+", ""},
        {"", "", ""},
        {"%zz", "", "\"%zz\" is not a percent escape: two hex digits must follow \"%\""},
        {"100%", "", "\"%\" is not a percent escape: two hex digits must follow \"%\""},
        {"%4", "", "\"%4\" is not a percent escape: two hex digits must follow \"%\""},
        {"%00", "", "a NUL character is not allowed in an address"},
        {"%FF", "", "\"%FF\" does not decode to UTF-8"},
        {"%C0%AF", "", "\"%C0%AF\" does not decode to UTF-8"},       // an overlong "/"
        {"%ED%A0%80", "", "\"%ED%A0%80\" does not decode to UTF-8"}, // a surrogate
    };
    for (const auto& row : rows) {
        INFO(row.encoded);
        const auto decoded = percent_decoded(row.encoded, true);
        REQUIRE(decoded.has_value() == row.error.empty());
        if (decoded) {
            CHECK(*decoded == row.decoded);
        } else {
            CHECK(decoded.error() == row.error);
        }
    }
    CHECK(*percent_decoded("a+b", false) == "a+b");
}

TEST_CASE("a path is cut before it is decoded") {
    CHECK(*path_segments("/") == std::vector<std::string>{""});
    CHECK(*path_segments("/a%2Fb/c") == std::vector<std::string>{"a/b", "c"});
    CHECK_FALSE(path_segments("a"));
    CHECK_FALSE(path_segments("/a/../b"));
    CHECK_FALSE(path_segments("/a/%2e%2E/b"));
    CHECK(path_segments("/a/..b")->at(1) == "..b");
}

TEST_CASE("a query is pairs in order") {
    const auto pairs = query_pairs("q=B12+%3D+x&limit=5&&flag&a=b=c");
    REQUIRE(pairs);
    CHECK(*pairs == std::vector<std::pair<std::string, std::string>>{
                        {"q", "B12 = x"}, {"limit", "5"}, {"flag", ""}, {"a", "b=c"}});
    CHECK_FALSE(query_pairs("q=%"));
    CHECK(query_pairs("")->empty());
}
