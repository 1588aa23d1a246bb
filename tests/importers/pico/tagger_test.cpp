// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/annotate.h"
#include "importers/extraction/pico/compressed.h"
#include "importers/extraction/pico/decode.h"
#include "importers/extraction/pico/tagger.h"
#include "kb/model/error.h"

#include <catch2/catch.hpp>

#include <string>

using namespace ekb::importers::extraction;
using namespace ekb::importers::extraction::pico;

namespace {

const std::string trial =
    "Vitamin C and the common cold: a randomised trial. BACKGROUND: Colds are frequent. METHODS: We randomly assigned "
    "120 "
    "healthy adult volunteers to receive vitamin C or placebo for 8 weeks. MAIN OUTCOME MEASURES: The duration of cold "
    "symptoms and quality of life. RESULTS: The duration of cold symptoms was shorter with vitamin C than with placebo "
    "(P = 0.03).";

std::string texts(std::string_view text, PicoLabel label) {
    std::string out;
    for (const auto& s : annotate(text))
        if (s.label == label) out += "[" + std::string(text.substr(s.span.begin, s.span.size())) + "]";
    return out;
}

} // namespace

TEST_CASE("a plain trial abstract gives its participants, interventions and outcomes") {
    CHECK(texts(trial, PicoLabel::participants).find("120 healthy adult volunteers") != std::string::npos);
    CHECK(texts(trial, PicoLabel::intervention).find("vitamin C") != std::string::npos);
    CHECK(texts(trial, PicoLabel::intervention).find("placebo") != std::string::npos);
    CHECK(texts(trial, PicoLabel::outcome).find("duration of cold symptoms") != std::string::npos);
    CHECK(texts(trial, PicoLabel::outcome).find("quality of life") != std::string::npos);
    CHECK(texts(trial, PicoLabel::outcome).find("randomly assigned") == std::string::npos);
    CHECK(texts(trial, PicoLabel::intervention).find("frequent") == std::string::npos);
}

TEST_CASE("spans are in order, do not overlap, and are the same every time") {
    auto spans = annotate(trial);
    std::size_t at = 0;
    for (const auto& s : spans) {
        CHECK(s.span.begin >= at);
        CHECK(s.span.end > s.span.begin);
        at = s.span.end;
    }
    CHECK(at <= trial.size());
    auto again = annotate(trial);
    REQUIRE(again.size() == spans.size());
    for (std::size_t i = 0; i < spans.size(); ++i)
        CHECK((again[i].span == spans[i].span && again[i].label == spans[i].label));
}

TEST_CASE("text that reports nothing has no spans") {
    for (const char* text : {"", " ", "\n\n", ".", " ; ( ) .", "The end."}) {
        CAPTURE(text);
        CHECK(annotate(text).empty());
    }
}

TEST_CASE("a class is chosen by how far it passes its threshold") {
    ClassProbabilities thresholds{0, 0.5F, 0.2F, 0.4F};
    CHECK(choose_class({0.9F, 0.05F, 0.03F, 0.02F}, thresholds) == 0);
    CHECK(choose_class({0.2F, 0.5F, 0.3F, 0.0F}, thresholds) == 2);
    CHECK(choose_class({0.4F, 0.6F, 0.0F, 0.0F}, thresholds) == 1);
}

TEST_CASE("a model reads back as it was written") {
    Model model;
    model.fields.push_back({{0, 1, 2, 3}, std::vector<float>(16, 0.25F)});
    model.thresholds = {0, 0.3F, 0.4F, 0.5F};
    model.set_weights({11, 5, 1ULL << 40}, {0, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, -4});
    auto bytes = model.serialise();
    Model copy(bytes);
    CHECK(copy.size() == 3);
    CHECK(copy.thresholds == model.thresholds);
    CHECK(copy.serialise() == bytes);
    const std::vector<std::vector<std::uint64_t>> sentence = {{11, 7}, {5}, {1ULL << 40}};
    auto before = model.tag(sentence), after = copy.tag(sentence);
    for (std::size_t i = 0; i < before.size(); ++i)
        for (std::size_t c = 0; c < classes; ++c)
            CHECK(after[i][c] == Approx(before[i][c]).margin(0.01));
    CHECK(before[0][1] > before[0][2]);
    CHECK(before[1][2] > before[1][1]);
}

TEST_CASE("data that is not a model is refused, with its name") {
    CHECK_THROWS_WITH(Model("EKBPICO"), Catch::Contains("model.bin"));
    CHECK_THROWS_WITH(Model(Model().serialise().substr(0, 20)), Catch::Contains("model.bin"));
    CHECK_THROWS_WITH(WordTable("nothing"), Catch::Contains("words.bin"));
    CHECK_THROWS_WITH(decompress("not zstd", "model.bin.zst"), Catch::Contains("model.bin.zst"));
}

TEST_CASE("words read back as they were written; others are unknown") {
    WordTable table;
    WordFacts facts;
    facts.clusters = {1, 2, 3, 400};
    facts.fields = {1, 4, 7};
    facts.topics = 0x80000001U;
    table.set("zinc", facts);
    WordTable copy(table.serialise());
    CHECK(copy.facts("zinc") == facts);
    CHECK(copy.facts("iron") == WordFacts());
    CHECK(decompress(compress(table.serialise()), "x") == table.serialise());
}
