// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/reading.h"

#include "kb/vocabulary/vocabulary.h"

#include <catch2/catch.hpp>

using namespace ekb;
using namespace ekb::query;

namespace {

/// "i:… c:… e:… d:…" of the words of each part.
std::string printed(const std::string& question) {
    const Reading reading = read_question(question, kb::Vocabulary::builtin());
    std::string all;
    const std::pair<const char*, Role> roles[] = {
        {"i:", Role::intervention}, {"c:", Role::comparator}, {"e:", Role::endpoint}, {"d:", Role::condition}};
    for (const auto& [name, role] : roles) {
        std::string words;
        for (const std::string& word : reading.words_of(role))
            words += (words.empty() ? "" : "_") + word;
        if (!words.empty()) all += (all.empty() ? "" : " ") + (name + words);
    }
    return all;
}

} // namespace

TEST_CASE("the form of a question tells its parts") {
    struct Row {
        const char* question;
        const char* expected;
    };
    const Row rows[] = {
        {"which flumoxin trials measured gribble depth?", "i:flumoxin e:gribble_depth"},
        {"which trials of flumoxin reported gribble depth", "i:flumoxin e:gribble_depth"},
        {"does flumoxin compared with dorbin change gribble depth?", "i:flumoxin c:dorbin e:gribble_depth"},
        {"did gribble depth differ between flumoxin and dorbin?", "i:flumoxin c:dorbin e:gribble_depth"},
        {"flumoxin versus dorbin gribble depth", "i:flumoxin c:dorbin_gribble_depth"},
        {"flumoxin: gribble depth", "i:flumoxin e:gribble_depth"},
        {"which B12 trials used ALSFRS-R", "i:b12 e:alsfrs_r"},
        {"edaravone versus placebo ALSFRS-R", "i:edaravone c:placebo e:alsfrs_r"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.question);
        CHECK(printed(row.question) == row.expected);
    }
}

TEST_CASE("words of asking are not searched") {
    const Reading reading = read_question("which trials of the flumoxin are there", kb::Vocabulary::builtin());
    REQUIRE(reading.words.size() == 1);
    CHECK(reading.words[0].word == "flumoxin");
}

TEST_CASE("the parts of a question keep their own words") {
    struct Row {
        const char* question;
        const char* intervention;
        const char* comparator;
        const char* endpoint;
    };
    const Row rows[] = {
        {"which flumoxin (F) trials measured gribble depth at 5%?", "flumoxin (F)", "", "gribble depth at 5%"},
        {"does flumoxin 5 mg/kg compared with dorbin (D) change the depth of gribble?", "flumoxin 5 mg/kg",
         "dorbin (D)", "the depth of gribble"},
        {"did depth on day 7 differ between flumoxin and ice and dorbin?", "flumoxin and ice", "dorbin",
         "depth on day 7"},
        {"effect of flumoxin on depth in ALS since 2015 in phase 3 trials", "flumoxin", "", "depth in ALS"},
        {"flumoxin compared with placebo in children with severe ALS since 2015", "flumoxin", "placebo", ""},
        {"flumoxin versus dorbin persistence on treatment", "flumoxin", "dorbin persistence on treatment", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.question);
        const Reading reading = read_question(row.question, kb::Vocabulary::builtin());
        CHECK(reading.part(Role::intervention) == row.intervention);
        CHECK(reading.part(Role::comparator) == row.comparator);
        CHECK(reading.part(Role::endpoint) == row.endpoint);
    }
}

TEST_CASE("a filter that counts back is never without its year") {
    const std::string question = "flumoxin in the last 5 years";
    const Reading known = read_question(question, kb::Vocabulary::builtin(), [] { return 2020; });
    REQUIRE(known.filters.size() == 1);
    CHECK(known.filters[0].filter.query == "year:>=2015");
    CHECK(known.notes.size() == 1);
    const Reading unknown = read_question(question, kb::Vocabulary::builtin());
    CHECK(unknown.filters.empty());
    CHECK(unknown.notes.size() == 1);
    CHECK(unknown.words.size() == 1);
}
