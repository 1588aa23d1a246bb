// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/extract.h"
#include "importers/extraction/numbers/dose.h"

#include <catch2/catch.hpp>

#include <string>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

Document read(const std::string& text) {
    Document document;
    document.content = plain_text(text);
    extract(document);
    return document;
}

std::string methods(const std::string& sentence) {
    return "A trial of arimexol for walking\n\nMETHODS:\n" + sentence + "\n\nRESULTS:\nWalking improved.";
}

} // namespace

TEST_CASE("the number randomised in the ways that abstracts state it") {
    struct Row {
        const char* sentence;
        std::optional<int> n;
    };
    const Row rows[] = {
        {"Nineteen patients were entered into the study.", 19},
        {"Patients were randomly allocated to arimexol or placebo (N = 381 for each group).", 762},
        {"Eligible patients were randomly allocated to three groups (n = 20 in each group).", 60},
        {"This was a randomised trial involving 534 6- to 10-year-old urban and rural children.", 534},
        {"Patients were randomized to the A1 arm (N = 61; 4 mg/kg weekly) or to the control arm (N = 31).", 92},
        {"We randomly assigned patients to receive arimexol (62 patients) or placebo (58 patients).", 120},
        {"Patients (n = 150) were randomised to arimexol or placebo.", 150},
        {"The dose was 20 mg on day 14.", std::nullopt},
    };
    for (const Row& row : rows) {
        INFO(row.sentence);
        CHECK(read(methods(row.sentence)).n.randomised == row.n);
    }
}

TEST_CASE("the condition by the words that lead to it") {
    struct Row {
        const char* text;
        const char* condition;
    };
    const Row rows[] = {
        {"Arimexol in patients with multiple sclerosis: a randomised trial\n\nMETHODS:\nPatients were randomised.",
         "multiple sclerosis"},
        {"Arimexol for migraine\n\nMETHODS:\nForty adults suffering from migraine were randomised to arimexol or "
         "placebo.",
         "migraine"},
        {"Exercise and walking speed\n\nMETHODS:\nType 2 diabetes patients were randomised.\n\nRESULTS:\nWalking of "
         "type 2 diabetes patients improved.",
         "Type 2 diabetes"},
        {"Apremol in moderate to severe psoriasis\n\nMETHODS:\nAdults with moderate to severe psoriasis were "
         "randomised.",
         "moderate to severe psoriasis"},
    };
    for (const Row& row : rows) {
        const Document document = read(row.text);
        INFO(row.text);
        REQUIRE(document.condition);
        CHECK(document.condition->text == row.condition);
    }
}

TEST_CASE("a text that names no condition has none") {
    CHECK_FALSE(read("Letters and replies\n\nMETHODS:\nLetters were sent.\n\nRESULTS:\nReplies came.").condition);
    CHECK_FALSE(read("METHODS:\nSixty patients were randomised to zinc or placebo.").condition);
}

TEST_CASE("each dose of a list is an arm's, a placebo has none, and a route told once is the dose's") {
    const Document document = read("Riluzole for migraine\n\nMETHODS:\nAdults with migraine were randomised to "
                                   "riluzole 75 or 150 mg or placebo once daily for 12 weeks. "
                                   "Riluzole was given as an intramuscular injection.\n\nRESULTS:\nPain was lower with "
                                   "riluzole than with placebo (p = 0.01).");
    std::string doses;
    for (const Arm& arm : document.arms) {
        doses += arm.name + ":";
        if (arm.dose)
            doses += std::to_string(static_cast<int>(arm.dose->amount.value_or(0))) + arm.dose->unit.value_or("") +
                     " " + arm.dose->route.value_or("");
        doses += ";";
    }
    CHECK_THAT(doses, Catch::Contains("75mg intramuscular") && Catch::Contains("150mg intramuscular") &&
                          Catch::Contains("placebo:;"));
}

TEST_CASE("a group's letter in brackets is that of what stands before it") {
    const Document document = read(methods("Sixty patients were randomised to receive either paracetamol 1 g "
                                           "intravenously (Group I, n = 30) or dexmedetomidine 1 μg/kg intravenously "
                                           "(Group II, n = 30) before surgery."));
    REQUIRE(document.arms.size() == 2);
    REQUIRE(document.arms[0].dose);
    REQUIRE(document.arms[1].dose);
    CHECK(document.arms[0].name == "paracetamol");
    CHECK(document.arms[0].dose->amount == 1);
    CHECK(document.arms[1].name == "dexmedetomidine");
    CHECK(document.arms[1].dose->unit == "ug/kg");
    CHECK(document.n.randomised == 60);
}

TEST_CASE("the number in a vitamin's name is no amount") {
    const auto dose = parse_dose("methylcobalamin, a form of vitamin B 12, 50 mg");
    REQUIRE(dose);
    CHECK(dose->amount == 50);
    CHECK(parse_dose("vitamin D 1000 IU daily")->amount == 1000);
}
