// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/vocabulary/vocabulary.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

namespace ekb::kb {

namespace {

Vocabulary with_a_drug() {
    std::vector<std::string> notes;
    Concept drug;
    drug.id = "local:quibberin";
    drug.label = "quibberin";
    drug.names = {{"quibberin"}, {"QB", true}};
    drug.parents = {"edaravone"};
    drug.external = {"ATC:N07XX99"};
    return Vocabulary::with_concepts({drug}, notes);
}

/// What a text's words are taken for: "begin-end id id …".
std::vector<std::string> matched(const Vocabulary& vocabulary, std::string_view text) {
    std::vector<std::string> all;
    for (const Mention& mention : vocabulary.match(text)) {
        std::string one = std::to_string(mention.span.begin) + "-" + std::to_string(mention.span.end);
        for (const Concept* value : mention.concepts) one += " " + value->id;
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<std::string> ids(std::span<const Concept* const> concepts) {
    std::vector<std::string> all;
    for (const Concept* value : concepts) all.push_back(value->id);
    return all;
}

} // namespace

TEST_CASE("a compiled vocabulary is the one that it was made of") {
    const Vocabulary made = with_a_drug();
    const auto again = Vocabulary::from_compiled(made.compiled());
    REQUIRE(again.has_value());
    CHECK((again->compiled() == made.compiled())); // in brackets: nobody reads the bytes
    REQUIRE(std::ranges::equal(again->concepts(), made.concepts()));
    const std::string text = "In 130 patients with ALS, QB (quibberin) and vitamin B-12 against placebo: ALSFRS-R, forced vital "
                             "capacities, non-diabetic controls, qb.";
    CHECK(matched(made, text).size() > 5);
    CHECK(matched(*again, text) == matched(made, text));
    for (const Concept& value : made.concepts()) {
        if (ids(again->broader(value.id)) != ids(made.broader(value.id))) FAIL(value.id);
        if (ids(again->narrower(value.id)) != ids(made.narrower(value.id))) FAIL(value.id);
    }
    CHECK(again->is_a("local:quibberin", again->lookup("edaravone").at(0)->id));
    CHECK(again->names_of("local:quibberin") == made.names_of("local:quibberin"));
    REQUIRE(again->suggest("quiberin").size() == made.suggest("quiberin").size());
    CHECK(again->suggest("quiberin").at(0).text == "quibberin");
}

TEST_CASE("bytes that are cut short, or too many, are no vocabulary") {
    const std::string bytes = with_a_drug().compiled();
    for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 97)
        CHECK_FALSE(Vocabulary::from_compiled(std::string_view(bytes).substr(0, size)).has_value());
    CHECK_FALSE(Vocabulary::from_compiled(bytes + "x").has_value());
}

} // namespace ekb::kb
