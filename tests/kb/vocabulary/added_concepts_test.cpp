// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/vocabulary/added_concepts.h"
#include "small_vocabulary.h"

#include <algorithm>

namespace ekb::kb {

namespace {

Concept made(std::string id, ConceptKind kind, std::vector<std::string> names, std::vector<std::string> external = {},
             std::vector<std::string> parents = {}) {
    Concept value;
    value.id = std::move(id);
    value.kind = kind;
    value.label = names.front();
    for (std::string& name : names) value.names.push_back({std::move(name)});
    value.external = std::move(external);
    value.parents = std::move(parents);
    return value;
}

std::vector<ConceptRow> known() {
    std::vector<Diagnostic> problems;
    auto rows = read_concept_rows("small.tsv",
                                  "id\tkind\tlabel\tsynonyms\tparents\texternal\n"
                                  "ekb:nerve\tcondition\tnerve disease\t\t\t\n"
                                  "ekb:als\tcondition\tamyotrophic lateral sclerosis\t=ALS\tekb:nerve\tMeSH:D000690\n"
                                  "ekb:b12\tintervention\tvitamin B12\tcobalamin\t\tATC:B03BA\n",
                                  problems);
    REQUIRE(problems.empty());
    return rows;
}

const Concept* found(const std::vector<ConceptRow>& rows, std::string_view id) {
    const auto row = std::ranges::find(rows, id, [](const ConceptRow& r) { return std::string_view(r.value.id); });
    return row == rows.end() ? nullptr : &row->value;
}

bool has_name(const Concept& value, std::string_view name) {
    return std::ranges::find(value.names, name, &ConceptName::text) != value.names.end();
}

using Strings = std::vector<std::string>;

} // namespace

TEST_CASE("a concept that is known by an external id lends its names to the known one") {
    Strings notes;
    const auto rows = with_added_concepts(
        known(), {made("mesh:D000690", ConceptKind::condition, {"Amyotrophic Lateral Sclerosis", "Gehrig's Disease"},
                       {"MeSH:D000690", "MeSH.tree:C10.574.562"})},
        notes);
    CHECK(rows.size() == 3);
    const Concept* als = found(rows, "ekb:als");
    REQUIRE(als);
    CHECK(has_name(*als, "Gehrig's Disease"));
    CHECK_FALSE(has_name(*als, "Amyotrophic Lateral Sclerosis")); // the same, spelling aside
    CHECK(als->label == "amyotrophic lateral sclerosis");
    CHECK(notes.empty());
}

TEST_CASE("a concept that is known by its label is the known one; of another kind it is another") {
    Strings notes;
    const auto rows = with_added_concepts(known(),
                                          {made("atc:B03BA", ConceptKind::intervention, {"vitamin b-12", "red vitamin"}),
                                           made("x:b12", ConceptKind::endpoint, {"vitamin B12"})},
                                          notes);
    CHECK(rows.size() == 4);
    CHECK(has_name(*found(rows, "ekb:b12"), "red vitamin"));
    CHECK(found(rows, "x:b12"));
}

TEST_CASE("a name that a known concept bears stays that one's alone") {
    Strings notes;
    const auto rows = with_added_concepts(known(), {made("drugbank:1", ConceptKind::intervention, {"Exemplazole", "Cobalamin"})}, notes);
    const Concept* added = found(rows, "drugbank:1");
    REQUIRE(added);
    CHECK(added->names.size() == 1);
    CHECK_FALSE(has_name(*added, "Cobalamin"));
}

TEST_CASE("what is broader follows from tree numbers, ATC levels and parents, whatever the order") {
    Strings notes;
    const auto rows = with_added_concepts(
        known(),
        {made("mesh:D3", ConceptKind::condition, {"bulbar palsy"}, {"MeSH.tree:C10.574.562.300"}),
         made("mesh:D1", ConceptKind::condition, {"nervous system diseases"}, {"MeSH.tree:C10"}),
         made("mesh:D2", ConceptKind::condition, {"neurodegenerative diseases"}, {"MeSH.tree:C10.574"}),
         made("atc:B03BA05", ConceptKind::intervention, {"mecobalamin"}, {"ATC:B03BA05"}),
         made("mesh:C1", ConceptKind::condition, {"a rare palsy"}, {}, {"mesh:D3", "mesh:absent"})},
        notes);
    CHECK(found(rows, "mesh:D3")->parents == Strings{"mesh:D2"}); // C10.574.562 is nobody's here
    CHECK(found(rows, "mesh:D2")->parents == Strings{"mesh:D1"});
    CHECK(found(rows, "atc:B03BA05")->parents == Strings{"ekb:b12"});
    CHECK(found(rows, "mesh:C1")->parents == Strings{"mesh:D3"});
    CHECK(notes.empty());
}

TEST_CASE("nothing becomes broader than itself, and a curator is told of a parent that is not there") {
    Strings notes;
    const auto rows = with_added_concepts(known(),
                                          {made("mesh:D9", ConceptKind::condition, {"nerve disease"}, {}, {"ekb:als"}),
                                           made("local:house-b12", ConceptKind::intervention, {"house B12"}, {}, {"vitamin B12", "nowhere"})},
                                          notes);
    CHECK(found(rows, "ekb:nerve")->parents.empty());
    CHECK(found(rows, "local:house-b12")->parents == Strings{"ekb:b12"});
    REQUIRE(notes.size() == 1);
    CHECK(notes.front().find("nowhere") != std::string::npos);
}

TEST_CASE("the built-in vocabulary takes concepts of all kinds in and stays sound") {
    Strings notes;
    const Vocabulary vocabulary = Vocabulary::with_concepts(
        {made("mesh:D000690", ConceptKind::condition, {"Amyotrophic Lateral Sclerosis", "Charcot wasting"}, {"MeSH:D000690"}),
         made("drugbank:DB99001", ConceptKind::intervention, {"Exemplazole"})},
        notes);
    CHECK(notes.empty());
    CHECK(vocabulary.concepts().size() == Vocabulary::builtin().concepts().size() + 1);
    REQUIRE(vocabulary.lookup("charcot wasting").size() == 1);
    CHECK(vocabulary.lookup("charcot wasting").front()->id.starts_with("ekb:"));
    CHECK(shown(vocabulary, "patients on exemplazole") == "exemplazole=drugbank:DB99001");
}

} // namespace ekb::kb
