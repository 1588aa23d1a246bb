// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/answers/close_answer.h"

#include "indexer/tokens.h"
#include "kb/vocabulary/vocabulary.h"
#include "tests/support/small_kb.h"

#include <catch2/catch.hpp>

using namespace ekb;
using namespace ekb::query;

TEST_CASE("a study's arms tell where the comparator ends") {
    AnswerStudy study;
    study.documents.push_back({});
    study.documents[0].arms.resize(2);
    study.documents[0].arms[0].name = "flumoxin";
    study.documents[0].arms[1].name = "slow-release dorbin";
    study.documents[0].arms[1].also_called = {"SRD"};
    indexer::Stemmer stem;
    struct Row {
        const char* question;
        const char* comparator; // "" where none
        const char* endpoint;
    };
    const Row rows[] = {
        {"flumoxin versus slow release dorbin gribble depth", "slow release dorbin", "gribble depth"},
        {"flumoxin versus SRD gribble depth", "SRD", "gribble depth"},
        {"flumoxin versus placebo gribble depth", "placebo", "gribble depth"}, // no arm, but a name
        {"flumoxin versus crunk gribble depth", "", "crunk gribble depth"},    // nothing tells
        {"flumoxin versus placebo gribble depth since 2015", "placebo", "gribble depth"},
        {"flumoxin versus placebo since 2015 on gribble depth", "placebo", "gribble depth"},
        {"flumoxin versus placebo in people with ALS on gribble depth", "placebo", "gribble depth"},
        {"does flumoxin compared with dorbin change gribble depth since 2015", "dorbin", "gribble depth"},
        {"effect of flumoxin on gribble depth (since 2015)", "", "gribble depth"},
        {"does flumoxin compared with dorbin change gribble depth", "dorbin", "gribble depth"},
        {"which flumoxin trials measured gribble depth", "", "gribble depth"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.question);
        const Reading reading = read_question(row.question, kb::Vocabulary::builtin());
        const auto asked = comparison_of(reading, study, stem);
        REQUIRE(asked.has_value());
        CHECK(asked->intervention == "flumoxin");
        CHECK(asked->comparator.value_or("") == row.comparator);
        CHECK(asked->endpoint == row.endpoint);
    }
    for (const char* question : {"flumoxin compared with placebo phase 3", "flumoxin versus placebo since 2015", "flumoxin versus placebo trials", "flumoxin compared with placebo in severe ALS since 2015", "flumoxin vs placebo in children with ALS"}) {
        CAPTURE(question);
        CHECK_FALSE(comparison_of(read_question(question, kb::Vocabulary::builtin()), study, stem)); // no endpoint is asked for
    }
    CHECK_FALSE(comparison_of(read_question("flumoxin", kb::Vocabulary::builtin()), study, stem));
}
