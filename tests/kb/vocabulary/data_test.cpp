// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/concept_rows.h"
#include "kb/vocabulary/resource.h"
#include "kb/vocabulary/vocabulary.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace ekb::kb {

namespace {

std::vector<ConceptRow> rows_of_all() {
    std::vector<ConceptRow> all;
    std::vector<Diagnostic> problems;
    for (const std::string_view file : vocabulary::concept_files) {
        const auto rows = read_concept_rows(file, vocabulary::resource(file), problems);
        all.insert(all.end(), rows.begin(), rows.end());
    }
    for (const Diagnostic& problem : problems)
        FAIL_CHECK(problem.path << ":" << problem.line.value_or(0) << ": " << problem.message);
    return all;
}

} // namespace

TEST_CASE("built-in ids are unique, ours, and say nothing but letters, digits and dashes") {
    std::set<std::string> seen;
    for (const ConceptRow& row : rows_of_all()) {
        INFO(row.path << ":" << row.line << ": " << row.value.id);
        CHECK(seen.insert(row.value.id).second);
        CHECK(row.value.id.starts_with("ekb:"));
        CHECK(row.value.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-:") == std::string::npos);
    }
}

TEST_CASE("built-in parents are of their child's kind") {
    const Vocabulary& vocabulary = Vocabulary::builtin(); // reading it reports unknown parents and cycles
    for (const Concept& one : vocabulary.concepts()) {
        for (const std::string& parent : one.parents) {
            INFO(one.id << " under " << parent);
            REQUIRE(vocabulary.find(parent) != nullptr);
            CHECK(vocabulary.find(parent)->kind == one.kind);
            CHECK(parent != one.id);
        }
    }
}

TEST_CASE("a built-in name of two concepts of a kind is marked ambiguous in both, and only then") {
    const Vocabulary& vocabulary = Vocabulary::builtin();
    for (const Concept& one : vocabulary.concepts()) {
        for (const ConceptName& name : one.names) {
            const auto bearers = vocabulary.lookup(name.text, one.kind);
            INFO(one.id << ": " << name.text << ", borne by " << bearers.size() << ": "
                        << (bearers.empty() ? "" : bearers.back()->id));
            CHECK(std::find(bearers.begin(), bearers.end(), &one) != bearers.end());
            CHECK((bearers.size() > 1) == name.ambiguous);
        }
    }
}

TEST_CASE("every built-in name is found in running text") {
    const Vocabulary& vocabulary = Vocabulary::builtin();
    for (const Concept& one : vocabulary.concepts()) {
        for (const ConceptName& name : one.names) {
            const auto mentions = vocabulary.match("the " + name.text + " group");
            INFO(one.id << ": " << name.text);
            const bool found = std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
                return std::find(mention.concepts.begin(), mention.concepts.end(), &one) != mention.concepts.end();
            });
            CHECK((found || name.text.find(' ') != std::string::npos || mentions.size() == 1));
        }
    }
}

TEST_CASE("every built-in name is known in other letters, with other dashes and in American spelling") {
    const Vocabulary& vocabulary = Vocabulary::builtin();
    const auto names = [&](const std::string& text, const Concept& one) {
        const auto found = vocabulary.lookup(text, one.kind);
        return std::find(found.begin(), found.end(), &one) != found.end();
    };
    for (const Concept& one : vocabulary.concepts()) {
        INFO(one.id);
        for (const std::string& name : vocabulary.names_of(one.id))
            CHECK(names(name, one));
        for (const ConceptName& name : one.names) {
            if (name.case_sensitive) continue;
            std::string shouted = name.text;
            std::string dashed;
            for (char& c : shouted)
                c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            for (const char c : name.text)
                dashed += c == ' ' ? std::string("\u2010") : std::string(1, c);
            INFO(name.text);
            CHECK(names(shouted, one));
            CHECK(names(dashed, one));
        }
    }
}

TEST_CASE("what people ask for leads to what reports name") {
    struct Row {
        const char* asked;
        const char* reported;
        ConceptKind kind;
        bool is_a;
    };
    const Row rows[] = {
        {"vitamin B12", "mecobalamin", ConceptKind::intervention, true},
        {"mecobalamin", "cyanocobalamin", ConceptKind::intervention, false},
        {"blood pressure pills", "Coversyl", ConceptKind::intervention, true},
        {"SGLT-2 inhibitors", "Jardiance", ConceptKind::intervention, true},
        {"SGLT-2 inhibitors", "Januvia", ConceptKind::intervention, false},
        {"anti-inflammatory tablets", "etoricoxib", ConceptKind::intervention, true},
        {"supraglottic airway devices", "i-gel", ConceptKind::intervention, true},
        {"artemisinin combinations", "Coartem", ConceptKind::intervention, true},
        {"artemether", "Coartem", ConceptKind::intervention, true},
        {"mind-body exercise", "Tai Chi Chuan", ConceptKind::intervention, true},
        {"mind-body exercise", "hypnosis", ConceptKind::intervention, false},
        {"prednisone", "prednisolone", ConceptKind::intervention, false},
        {"TNF inhibitors", "Humira", ConceptKind::intervention, true},
        {"an anxiety scale", "HADS", ConceptKind::endpoint, true},
        {"depression scale", "HADS", ConceptKind::endpoint, true},
        {"depression scale", "STAI", ConceptKind::endpoint, false},
        {"quality of life", "SF-36", ConceptKind::endpoint, true},
        {"ALS function", "ALSFRS-R", ConceptKind::endpoint, true},
        {"ALSFRS", "ALSFRS-R", ConceptKind::endpoint, false},
        {"blood sugar control", "A1C", ConceptKind::endpoint, true},
        {"waist circumference", "waist-to-hip ratio", ConceptKind::endpoint, false},
        {"motor neurone disease", "Lou Gehrig's disease", ConceptKind::condition, true},
        {"heart attack", "STEMI", ConceptKind::condition, true},
        {"hyponatraemia", "hypernatraemia", ConceptKind::condition, false},
        {"musculoskeletal pain", "tennis elbow", ConceptKind::condition, true},
        {"vitamin B12 deficiency", "cobalamin deficiency", ConceptKind::condition, true},
    };
    const Vocabulary& vocabulary = Vocabulary::builtin();
    for (const Row& row : rows) {
        INFO(row.asked << " / " << row.reported);
        const Concept* asked = concept_of(row.asked, row.kind, vocabulary);
        const Concept* reported = concept_of(row.reported, row.kind, vocabulary);
        REQUIRE(asked != nullptr);
        REQUIRE(reported != nullptr);
        CHECK(vocabulary.is_a(reported->id, asked->id) == row.is_a);
    }
}

TEST_CASE("built-in external ids name their system") {
    for (const Concept& one : Vocabulary::builtin().concepts()) {
        for (const std::string& external : one.external) {
            INFO(one.id << ": " << external);
            const bool atc = external.starts_with("ATC:") && external.size() == 11;
            CHECK((atc || external.starts_with("MeSH:D")));
        }
    }
}

} // namespace ekb::kb
