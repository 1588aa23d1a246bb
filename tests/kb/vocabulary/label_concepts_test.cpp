// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/document.h"
#include "kb/vocabulary/vocabulary.h"

#include <catch2/catch.hpp>

namespace ekb::kb {

namespace {

std::string id_of(std::string_view phrase, ConceptKind kind) {
    const Concept* found = concept_of(phrase, kind, Vocabulary::builtin());
    return found == nullptr ? "" : found->id;
}

} // namespace

TEST_CASE("a phrase is given the concept that it names") {
    struct Row {
        const char* phrase;
        ConceptKind kind;
        const char* id;
    };
    const Row rows[] = {
        {"E0302", ConceptKind::intervention, "ekb:methylcobalamin"},
        {"ultra-high-dose methylcobalamin 50 mg", ConceptKind::intervention, "ekb:methylcobalamin"},
        {"vitamin B12 (methylcobalamin)", ConceptKind::intervention, "ekb:methylcobalamin"}, // the narrower of two
        {"B12", ConceptKind::intervention, "ekb:vitamin-b12"},
        {"methylcobalamin plus placebo tablets", ConceptKind::intervention, "ekb:methylcobalamin"},
        {"placebo injection", ConceptKind::intervention, "ekb:placebo"},
        {"vitamin B12 deficiency", ConceptKind::intervention, ""},
        {"vitamin B12 deficiency", ConceptKind::condition, "ekb:vitamin-b12-deficiency"},
        {"patients with ALS", ConceptKind::condition, "ekb:amyotrophic-lateral-sclerosis"},
        {"change from baseline in the ALSFRS-R total score at week 16", ConceptKind::endpoint, "ekb:alsfrs-r"},
        {"revised ALS Functional Rating Scale", ConceptKind::endpoint, "ekb:alsfrs-r"},
        {"ALS Functional Rating Scale", ConceptKind::endpoint, "ekb:alsfrs"},
        {"ALSFRS-X", ConceptKind::endpoint, ""},
        {"incidence of vitamin B12 deficiency", ConceptKind::endpoint, "ekb:vitamin-b12-deficiency"},
        {"amodiaquine plus artesunate", ConceptKind::intervention,
         "ekb:artesunate-amodiaquine"}, // a combination's parts
        {"Dapagliflozin + Metformin XR", ConceptKind::intervention, ""}, // neither is the name of both
        {"dapagliflozin 10 mg once daily and metformin", ConceptKind::intervention, ""},
        {"aspirin or clopidogrel", ConceptKind::intervention, ""},
        {"clopidogrel after CABG", ConceptKind::intervention, "ekb:clopidogrel"}, // when, not with what
        {"placebo + metformin", ConceptKind::intervention, "ekb:metformin"},
        {"amodiaquine plus placebo", ConceptKind::intervention, "ekb:amodiaquine"},
        {"pain intensity on the VAS", ConceptKind::endpoint, "ekb:pain"}, // a way of rating is not what is rated
        {"pain (WOMAC)", ConceptKind::endpoint, "ekb:womac"},             // but a scale is
        {"enrolment of adults whose stroke was long ago", ConceptKind::endpoint, ""},
        {"an unheard-of tonic", ConceptKind::intervention, ""},
        {"", ConceptKind::endpoint, ""},
    };
    for (const Row& row : rows) {
        INFO(row.phrase);
        CHECK(id_of(row.phrase, row.kind) == row.id);
    }
}

TEST_CASE("the parts of what was given together are told") {
    std::string ids;
    for (const Concept* each : given_together("Dapagliflozin 10 mg + metformin + placebo", Vocabulary::builtin()))
        ids.append(each->id).append(" ");
    CHECK(ids == "ekb:dapagliflozin ekb:metformin ");
    CHECK(given_together("an unheard-of tonic", Vocabulary::builtin()).empty());
}

TEST_CASE("a document's empty concepts are filled and its own are kept") {
    Document document;
    document.condition = Named{"Amyotrophic Lateral Sclerosis", {}, {}};
    document.arms.resize(3);
    document.arms[0].name = "mecobalamin";
    document.arms[1].name = "group 2";
    document.arms[1].also_called = {"PBO-2", "placebo"};
    document.arms[2].name = "mecobalamin";
    document.arms[2].concept_id = "mine:1";
    Claim claim;
    claim.intervention.text = "mecobalamin";
    claim.comparator = Named{"placebo", {}, {}};
    claim.endpoint.text = "ALSFRS-R";
    document.claims = {claim};
    label_concepts(document, Vocabulary::builtin());
    CHECK(document.condition->concept_id == "ekb:amyotrophic-lateral-sclerosis");
    CHECK(document.condition->label == "amyotrophic lateral sclerosis");
    CHECK(document.arms[0].concept_id == "ekb:methylcobalamin");
    CHECK(document.arms[0].label == "methylcobalamin");
    CHECK(document.arms[0].name == "mecobalamin");
    CHECK(document.arms[1].concept_id == "ekb:placebo");
    CHECK(document.arms[2].concept_id == "mine:1");
    CHECK(document.arms[2].label == std::nullopt);
    CHECK(document.claims[0].intervention.concept_id == "ekb:methylcobalamin");
    CHECK(document.claims[0].comparator->concept_id == "ekb:placebo");
    CHECK(document.claims[0].condition == std::nullopt);
    CHECK(document.claims[0].endpoint.concept_id == "ekb:alsfrs-r");
    const Document once = document;
    label_concepts(document, Vocabulary::builtin());
    CHECK(document == once);
}

} // namespace ekb::kb
