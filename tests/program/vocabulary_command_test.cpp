// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/vocabulary_command.h"

#include "kb/model/error.h"
#include "kb/store/reader.h"
#include "query/import/import.h"
#include "query/program/query_refused.h"
#include "query/program/reindex_command.h"
#include "query/program/search_command.h"
#include "tests/program/command_runner.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

namespace ekb::query {

namespace {

using tests::Ran;
using tests::run_command;

struct Desk {
    tests::TempDir dir;
    Settings settings{dir.path() / "kb"};

    void import(const std::string& name, std::string_view bytes) const {
        const auto file = dir.path() / name;
        std::ofstream(file, std::ios::binary) << bytes;
        REQUIRE(import_sources(settings.kb, {{file.string()}, "auto"}, {.index = true}).errors.empty());
    }
    void import_concepts() const {
        import("drugs.csv", "kind,label,synonyms,parents\nintervention,quibberin,Quibberol|QBB 12,edaravone\n");
    }
    Ran vocabulary(std::vector<std::string> words) const { return run_command(declare_vocabulary, settings, std::move(words)); }
    Ran reindex(std::vector<std::string> words) const { return run_command(declare_reindex, settings, std::move(words)); }
};

std::string lines_without_count(const std::string& text) {
    std::string kept;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) kept += line.substr(0, line.find(':')) + "\n";
    return kept;
}

} // namespace

TEST_CASE("vocabulary list names the files that concepts came from") {
    const Desk desk;
    SECTION("no folder") {}
    SECTION("an empty folder") { std::filesystem::create_directories(desk.settings.kb); }
    const Ran before = desk.vocabulary({"list"});
    CHECK(before.status == exit_done);
    CHECK(lines_without_count(before.out) == "built-in\ntogether\n");
    CHECK(before.err.empty());
    desk.import_concepts();
    CHECK(lines_without_count(desk.vocabulary({"list"}).out) == "built-in\ndrugs.csv\ntogether\n");
    CHECK(desk.vocabulary({"list"}).out.find("drugs.csv: 1 concepts\n") != std::string::npos);
}

TEST_CASE("vocabulary show tells what a name stands for, or what is near to it") {
    const Desk desk;
    desk.import_concepts();
    for (const char* name : {"quibberol", "local:quibberin"}) {
        const Ran shown = desk.vocabulary({"show", name});
        CHECK(shown.status == exit_done);
        const auto json = nlohmann::json::parse(shown.out);
        CHECK(json.at("label") == "quibberin");
        CHECK(json.at("broader").at(0) == "edaravone");
    }
    const Ran missed = desk.vocabulary({"show", "quibberrol"});
    CHECK(missed.status == exit_nothing_done);
    CHECK(missed.out.empty());
    CHECK(missed.err == "nothing is called \"quibberrol\"; near to it: quibberol\n");
    CHECK_THROWS_AS(desk.vocabulary({"show"}), CLI::RequiredError);
    CHECK_THROWS_AS(desk.vocabulary({}), CLI::RequiredError);
}

TEST_CASE("vocabulary remove takes a file's concepts out, and reindex --read-again their labels") {
    const Desk desk;
    desk.import_concepts();
    desk.import("trial.ris", "TY  - JOUR\nTI  - Quibberol in stroke: a randomised trial\nDO  - 10.1234/quibberol\nAB  - Forty patients "
                             "were randomised to quibberol 20 mg or placebo. Quibberol improved the Barthel index compared with placebo "
                             "(mean difference 2.1, 95% CI 0.4 to 3.8).\nER  - \n");
    const auto concept_of_claim = [&] {
        return kb::Reader(desk.settings.kb).document("doi:10.1234/quibberol")->document.claims.at(0).intervention.concept_id;
    };
    CHECK(concept_of_claim() == "local:quibberin");
    const Ran removed = desk.vocabulary({"remove", "drugs.csv"});
    CHECK(removed.status == exit_done);
    CHECK(removed.out.starts_with("removed: 1 concepts"));
    CHECK(concept_of_claim() == "local:quibberin");
    const Ran again = desk.reindex({"--read-again"});
    CHECK(again.status == exit_done);
    CHECK(again.out.starts_with("read again: 1 documents, of which 1 say something else now\nindexed: 1 studies"));
    CHECK(concept_of_claim().value_or("") != "local:quibberin");
    CHECK(desk.reindex({}).out.starts_with("indexed: 1 studies"));
    CHECK_THROWS_WITH(desk.vocabulary({"remove", "drugs.csv"}),
                      "nothing was imported from \"drugs.csv\"; `ekb vocabulary list` names the sources");
}

TEST_CASE("a query that is not understood is shown with the place marked") {
    const Desk desk;
    desk.import("trial.ris", "TY  - JOUR\nTI  - Quibberol in stroke: a randomised trial\nDO  - 10.1234/quibberol\nER  - \n");
    try {
        run_command(declare_search, desk.settings, {"stroke interventoin:B12"});
        FAIL("the query was taken");
    } catch (const QueryRefused& refused) {
        const std::string said = refused.what();
        INFO(said);
        CHECK(said.ends_with("\n  stroke interventoin:B12\n         ^^^^^^^^^^^^"));
        CHECK(said.find("interventoin") < said.find('\n'));
    }
}

} // namespace ekb::query
