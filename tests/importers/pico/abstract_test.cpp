// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/abstract.h"
#include "importers/extraction/pico/features.h"
#include "importers/extraction/pico/second_pass.h"
#include "importers/extraction/pico/tokens.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>

using namespace ekb::importers::extraction::pico;

namespace {

std::string joined(std::string_view text) {
    std::string out;
    for (auto span : tokens(text))
        out += (out.empty() ? "" : "|") + std::string(text.substr(span.begin, span.size()));
    return out;
}

std::size_t index_of(const Abstract& abstract, std::string_view form, std::size_t from = 0) {
    for (std::size_t i = from; i < abstract.tokens.size(); ++i)
        if (abstract.tokens[i].form == form) return i;
    FAIL("no token " << form);
    return 0;
}

} // namespace

TEST_CASE("pico tokens split running text as treebanks do") {
    struct Row {
        const char* text;
        const char* expected;
    };
    const Row rows[] = {
        {"Riluzole (100 mg/day) slowed decline.", "Riluzole|(|100|mg/day|)|slowed|decline|."},
        {"p<0.001; n = 1,204, ratio 2:1", "p|<|0.001|;|n|=|1,204|,|ratio|2:1"},
        {"double-blind v. placebo: 12.5% of 40", "double-blind|v.|placebo|:|12.5|%|of|40"},
        {"drug A vs. drug B. Next", "drug|A|vs.|drug|B.|Next"},
        {"given b.i.d. Then e.g. two", "given|b.i.d.|Then|e.g.|two"},
        {"-2.66 ± 0.4 “units”", "-2.66|±|0.4|“|units|”"},
        {"already split , as here .", "already|split|,|as|here|."},
        {"  \n\t ", ""},
        {"", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(joined(row.text) == row.expected);
    }
}

TEST_CASE("pico tokens cover the text but for white space, in order") {
    const std::string text = "Métoprolol ≤50 mg (n=12): no “effect”… was seen.\n\nEnd – of\xff bytes\t.";
    std::size_t at = 0;
    for (auto span : tokens(text)) {
        REQUIRE(span.begin >= at);
        REQUIRE(span.end > span.begin);
        for (; at < span.begin; ++at)
            CHECK(std::string(" \n\t\r").find(text[at]) != std::string::npos);
        at = span.end;
    }
    CHECK(at == text.size());
}

TEST_CASE("an abstract knows its sentences, sections and brackets") {
    WordTable words;
    auto abstract = read_abstract(
        "Zinc for colds. METHODS: Forty adults (ages 18-65) took zinc. Main outcome measures: days ill.\n\n"
        "Results\n\nRESULTS Fewer days. We used methods.",
        words);
    CHECK(abstract.sentences.size() == 6);
    CHECK(abstract.tokens[0].section == Section::title);
    CHECK(abstract.tokens[index_of(abstract, "forty")].section == Section::methods);
    CHECK(abstract.tokens[index_of(abstract, "days")].section == Section::outcomes);
    CHECK(abstract.tokens[index_of(abstract, "fewer")].section == Section::results);
    CHECK(abstract.tokens[index_of(abstract, "methods", 25)].section == Section::results);
    CHECK(abstract.tokens[index_of(abstract, "main")].heading);
    CHECK_FALSE(abstract.tokens[index_of(abstract, "days")].heading);
    CHECK(abstract.tokens[index_of(abstract, "ages")].in_brackets);
    CHECK_FALSE(abstract.tokens[index_of(abstract, "took")].in_brackets);
}

TEST_CASE("an abbreviation leads to its long form") {
    WordTable words;
    auto abstract =
        read_abstract("We gave amyotrophic lateral sclerosis (ALS) patients zinc. ALS progressed (NS).", words);
    auto als = abstract.tokens[index_of(abstract, "als")].form_hash;
    REQUIRE(abstract.long_forms.count(als) == 1);
    CHECK(abstract.long_forms[als].begin == index_of(abstract, "amyotrophic"));
    CHECK(abstract.long_forms[als].end == index_of(abstract, "("));
    CHECK(abstract.long_forms.size() == 1);
}

TEST_CASE("word forms are those the features count on") {
    CHECK(normal_form("ALSFRS-R101") == "alsfrs-r000");
    CHECK(stem("studies") == "study");
    CHECK(stem("trials") == "trial");
    CHECK(stem("assessed") == stem("assess"));
    CHECK(stem("virus") == "virus");
    CHECK(shape("ALSFRS-R") == "X-X");
    CHECK(shape("12.5mg") == "0.0x");
    CHECK(word_class("the", "the") == WordClass::determiner);
    CHECK(word_class("BMD", "bmd") == WordClass::acronym);
    CHECK(word_class("randomised", "randomised") == WordClass::verb_ed);
    CHECK(word_class("(", "(") == WordClass::opening);
    CHECK(word_class("42", "00") == WordClass::number);
}

TEST_CASE("features change with the context that they describe and with nothing else") {
    WordTable words;
    WordFacts drug;
    drug.clusters = {3, 7, 5, 9};
    words.set("zinc", drug);
    auto features_of = [&](const char* text, std::size_t index) {
        auto abstract = read_abstract(text, words);
        std::vector<std::uint64_t> out;
        Features(abstract).of(index, out);
        return std::set<std::uint64_t>(out.begin(), out.end());
    };
    auto first = features_of("Adults took zinc daily .", 2);
    CHECK(first == features_of("Adults took zinc daily .", 2));
    CHECK(first == features_of("Adults  took\nzinc daily.", 2));
    auto other_word = features_of("Adults took iron daily .", 2);
    auto other_neighbour = features_of("Adults took zinc weekly .", 2);
    CHECK(first != other_word);
    CHECK(first != other_neighbour);
    auto shared = [&](const std::set<std::uint64_t>& other) {
        return std::count_if(first.begin(), first.end(), [&](auto f) { return other.count(f) > 0; });
    };
    CHECK(shared(other_neighbour) > shared(other_word));
    CHECK(shared(other_word) > 0);
}

TEST_CASE("the second pass sees what was said of the same word and of a long form elsewhere") {
    WordTable words;
    auto abstract = read_abstract("Cardiac output index (COI) rose . Zinc was given . COI fell with zinc .", words);
    std::vector<ClassProbabilities> first(abstract.tokens.size(), ClassProbabilities{1, 0, 0, 0});
    auto features_of = [&](std::size_t index) {
        std::vector<std::uint64_t> out;
        SecondPass(abstract, first).append(index, out);
        return std::set<std::uint64_t>(out.begin(), out.end());
    };
    auto late_zinc = index_of(abstract, "zinc", 12), late_coi = index_of(abstract, "coi", 6);
    auto zinc_before = features_of(late_zinc), coi_before = features_of(late_coi);
    first[index_of(abstract, "zinc")] = {0, 0, 1, 0};
    CHECK(features_of(late_zinc) != zinc_before);
    first.assign(first.size(), ClassProbabilities{1, 0, 0, 0});
    CHECK(features_of(late_zinc) == zinc_before);
    first[index_of(abstract, "output")] = {0, 0, 0, 1};
    CHECK(features_of(late_coi) != coi_before);
}
