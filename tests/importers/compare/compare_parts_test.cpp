// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/clauses.h"
#include "importers/extraction/compare/figures.h"
#include "importers/extraction/compare/prepared_document.h"
#include "importers/extraction/compare/stems.h"
#include "importers/extraction/extract.h"

#include <catch2/catch.hpp>

#include <string>

namespace ekb::importers::extraction {

namespace {

struct Read {
    DocumentText content;
    PreparedDocument document;
    Question question;
    Roles roles;
    TokenRange clause;

    Read(const std::string& sentence, const Comparison& comparison) : content(plain_text(sentence)), document(prepare(content)) {
        question = read_question(comparison, document.weights, document.abbreviations);
        roles = find_roles(content.text, passage(), question);
        clause = endpoint_clause(passage(), roles, question);
    }
    const Passage& passage() const { return document.passages.at(0); }
};

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
    return all;
}

const Comparison drug_or_placebo{"edaravone", "placebo", "grip strength"};

} // namespace

TEST_CASE("words are compared by their stems") {
    CHECK(stem("reductions") == stem("reduction"));
    CHECK(stem("scores") == stem("score"));
    CHECK(stem("injected") == stem("injection"));
    CHECK(stem("loss") == "loss");
    CHECK(stem("a1c") == "a1c");
    CHECK(stem("rate") != stem("ratio"));
}

TEST_CASE("the key words of a sentence are its arms, its endpoint and its cues") {
    struct Row {
        const char* sentence;
        const char* keys;
    };
    const Row rows[] = {
        {"Grip strength was significantly higher with edaravone than with placebo (P = 0.02).", "E SIG UP I THAN C P+"},
        {"There was no significant difference in grip strength between edaravone and placebo (p = 0.4).", "SAME E I C P-"},
        {"Edaravone reduced the decline of grip strength compared with the control group.", "I DOWN E THAN C"},
        {"Placebo did worse on the step test, but grip strength fell less with edaravone.", "E DOWN I"},
    };
    for (const Row& row : rows) {
        const Read read(row.sentence, drug_or_placebo);
        CHECK(joined(key_words(read.passage(), read.roles, read.clause)) == row.keys);
    }
}

TEST_CASE("figures go to the arms that the sentence gives them to") {
    struct Row {
        const char* sentence;
        std::optional<int> sign;
    };
    const Row rows[] = {
        {"Grip strength was 21.3 kg with edaravone and 18.0 kg with placebo.", 1},
        {"Grip strength was lower with placebo than with edaravone (18.0 vs 21.3 kg).", 1},
        {"Grip strength in the edaravone group was 18.0 kg and in the placebo group 21.3 kg.", -1},
        {"Grip strength was good in 12 patients (24%) on placebo and 20 patients (40%) on edaravone.", 1},
        {"Grip strength was measured at 12 weeks with edaravone and placebo.", std::nullopt},
    };
    for (const Row& row : rows) {
        const Read read(row.sentence, drug_or_placebo);
        const auto figures = compare_figures(read.passage(), read.roles, read.clause);
        INFO(row.sentence);
        CHECK((figures ? std::optional(figures->sign) : std::nullopt) == row.sign);
    }
}

TEST_CASE("what both arms share names neither") {
    const Read read("Pain was lower with ketamine plus morphine.", {"ketamine plus morphine", "morphine", "pain"});
    CHECK(read.question.intervention.weights.contains("ketamin"));
    CHECK_FALSE(read.question.intervention.weights.contains("morphin"));
    CHECK(read.question.comparator.empty());
}

} // namespace ekb::importers::extraction
