// SPDX-License-Identifier: GPL-3.0-or-later
#include "small_vocabulary.h"

#include <algorithm>

namespace ekb::kb {

namespace {

using Ids = std::vector<std::string>;

Ids ids_of(std::span<const Concept* const> concepts) {
    Ids ids;
    for (const Concept* one : concepts)
        ids.push_back(one->id);
    return ids;
}

const Vocabulary& tree() {
    static const Vocabulary vocabulary =
        small_vocabulary("vit\tintervention\tvitamin\t\t\n"
                         "b\tintervention\tvitamin B\t\tvit\n"
                         "b12\tintervention\tvitamin B12\tcobalamin\tvitamin B\n" // a parent by its label
                         "me\tintervention\tmethylcobalamin\tmecobalamin\tb12|neuro\n"
                         "neuro\tintervention\tneurotropic agent\t\t\n"
                         "hb\tendpoint\thaemoglobin\t=Hb|?=HGB\t\n"
                         "mets\tcondition\tmetabolic syndrome\t=MS\t\n");
    return vocabulary;
}

} // namespace

TEST_CASE("classes close over their members, each once, nearest first") {
    CHECK(ids_of(tree().narrower("vit")) == Ids{"vit", "b", "b12", "me"});
    CHECK(ids_of(tree().broader("me")) == Ids{"me", "b12", "neuro", "b", "vit"});
    CHECK(tree().is_a("me", "vit"));
    CHECK(tree().is_a("vit", "vit"));
    CHECK_FALSE(tree().is_a("vit", "me"));
    CHECK_FALSE(tree().is_a("nothing", "vit"));
    CHECK(tree().narrower("nothing").empty());
    CHECK(tree().broader("nothing").empty());
    CHECK(tree().find("nothing") == nullptr);
}

TEST_CASE("names come with their other spelling and without the ambiguous") {
    CHECK(tree().names_of("hb") == Ids{"haemoglobin", "hemoglobin", "Hb"});
    CHECK(tree().names_of("me") == Ids{"methylcobalamin", "mecobalamin"});
    CHECK(tree().names_of("nothing").empty());
}

TEST_CASE("lookup takes the whole text or nothing") {
    CHECK(ids_of(tree().lookup("Mecobalamin")) == Ids{"me"});
    CHECK(ids_of(tree().lookup(" (methylcobalamin). ")) == Ids{"me"});
    CHECK(tree().lookup("methylcobalamin injections").empty());
    CHECK(tree().lookup("methylcobalamin", ConceptKind::endpoint).empty());
    CHECK(tree().lookup("hb").empty());
    CHECK(ids_of(tree().lookup("hb", ConceptKind::endpoint, LetterCase::ignored)) == Ids{"hb"});
    CHECK(tree().lookup("").empty());
    CHECK(tree().lookup("()").empty());
}

TEST_CASE("a misspelt word is met with names near to it") {
    const auto suggestions = tree().suggest("metylcobalamin");
    REQUIRE(suggestions.size() == 1);
    CHECK(suggestions[0].concept_found->id == "me");
    CHECK(suggestions[0].distance == 1);
    CHECK(suggestions[0].text == "methylcobalamin");
    CHECK(tree().suggest("haemolgobin")[0].concept_found->id == "hb"); // two letters swapped are one slip
    CHECK(tree().suggest("haemolgobin")[0].distance == 1);
    CHECK(tree().suggest("vitamine B12")[0].concept_found->id == "b12");
    CHECK(tree().suggest("methylcobalamin").empty()); // known
    CHECK(tree().suggest("xyz").empty());             // too short to tell
    CHECK(tree().suggest("atorvastatin").empty());    // nothing near
    CHECK(tree().suggest("metylcobalamin", 0).empty());
}

TEST_CASE("a curator's file adds concepts and names to the built-in ones") {
    const std::array<VocabularyFile, 1> files{
        {{"mine.csv", "kind,label,id,synonyms,parents\n"
                      "intervention,methylcobalamin,ekb:methylcobalamin,\"Mecobal, injectable\",\n"
                      "intervention,house blend B12,,,vitamin B12\n"}}};
    const auto vocabulary = Vocabulary::with_files(files);
    REQUIRE(vocabulary);
    CHECK(ids_of(vocabulary->lookup("mecobal, injectable")) == Ids{"ekb:methylcobalamin"});
    CHECK(ids_of(vocabulary->lookup("mecobalamin")) == Ids{"ekb:methylcobalamin"});
    CHECK(vocabulary->is_a("local:house-blend-b12", "ekb:vitamin-b12"));
    CHECK(Vocabulary::builtin().find("local:house-blend-b12") == nullptr);
}

TEST_CASE("mistakes between a curator's rows are all reported by file and line") {
    const std::array<VocabularyFile, 1> files{{{"mine.csv", "id,kind,label,parents\n"
                                                            "a,condition,first,b\n"
                                                            "b,condition,second,a\n"
                                                            "c,condition,third,nowhere\n"
                                                            "ekb:methylcobalamin,condition,methylcobalamin,\n"}}};
    const auto vocabulary = Vocabulary::with_files(files);
    REQUIRE_FALSE(vocabulary);
    const std::vector<Diagnostic> expected{
        {"mine.csv", std::nullopt, 5, "the concept ekb:methylcobalamin is of the kind intervention, not condition"},
        {"mine.csv", std::nullopt, 4, "no concept is called \"nowhere\", the parent of c"},
        {"mine.csv", std::nullopt, 2, "the concept a is broader than itself, or below one that is"},
    };
    CHECK(vocabulary.error() == expected);
}

} // namespace ekb::kb
