// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/review_command.h"

#include "kb/json/contract_json.h"
#include "kb/model/error.h"
#include "kb/store/reader.h"
#include "query/import/import.h"
#include "query/program/backup_command.h"
#include "query/program/check_command.h"
#include "query/program/token_command.h"
#include "tests/program/command_runner.h"
#include "tests/support/source_paths.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <sstream>

namespace ekb::query {

namespace {

using Json = nlohmann::ordered_json;

/// A knowledge base of the starter set, and commands that are run on it.
struct Desk {
    tests::TempDir dir;
    Settings settings{dir.path() / "kb"};
    std::string printed;

    Desk() { import_sources(settings.kb, {{tests::starter_folder()}, "auto"}, {}); }

    int run(Run (*declare)(CLI::App&, const Settings&), std::vector<std::string> words) {
        const tests::Ran ran = tests::run_command(declare, settings, std::move(words));
        printed = ran.out;
        return ran.status;
    }
    std::vector<Json> lines() const {
        std::vector<Json> values;
        std::istringstream in(printed);
        for (std::string line; std::getline(in, line);)
            values.push_back(Json::parse(line));
        return values;
    }
    Claim claim_of(const std::string& document) const {
        return kb::Reader(settings.kb).document(document).value().document.claims.at(0);
    }
};

} // namespace

TEST_CASE("a claim is judged from the command line, and its history tells of it") {
    Desk desk;
    const Claim claim = desk.claim_of("nct:NCT03548311");
    CHECK(desk.run(declare_review, {"accept", claim.id, "--who", "ada", "--why", "read it"}) == exit_done);
    CHECK(desk.lines().at(0).at("status") == "accepted");
    Claim corrected = claim;
    corrected.n.randomised = 131;
    const auto file = desk.dir.path() / "claim.json";
    std::ofstream(file) << kb::claim_json(corrected).dump();
    CHECK(desk.run(declare_review, {"correct", claim.id, file.string(), "--who", "bob"}) == exit_done);
    CHECK(desk.run(declare_review, {"history", claim.id}) == exit_done);
    REQUIRE(desk.lines().size() == 2);
    CHECK(desk.lines()[0].at("why") == "read it");
    CHECK(desk.lines()[0].at("before").at("status") == "unreviewed");
    CHECK(desk.lines()[1].at("after").at("n").at("randomised") == 131);
    CHECK(desk.claim_of("nct:NCT03548311").n.randomised == 131);

    std::ofstream(file) << "{";
    CHECK_THROWS_WITH(desk.run(declare_review, {"correct", claim.id, file.string(), "--who", "bob"}),
                      Catch::StartsWith(file.string() + " is no JSON: "));
    CHECK_THROWS_WITH(desk.run(declare_review, {"reject", "nosuch", "--who", "bob"}), "there is no claim nosuch");
    CHECK_THROWS_AS(desk.run(declare_review, {"reject", claim.id}), CLI::RequiredError);
}

TEST_CASE("studies are parted and joined from the command line, and the lists tell why") {
    Desk desk;
    CHECK(desk.run(declare_review, {"joins", "NCT03548311"}) == exit_done);
    REQUIRE(desk.lines().size() == 1);
    CHECK(desk.lines()[0].at("documents") == Json({"pmid:35532908", "nct:NCT03548311"}));
    CHECK(desk.lines()[0].at("shared") == "registry:NCT03548311");
    CHECK(desk.run(declare_review, {"separate", "35532908", "NCT03548311", "--who", "ada"}) == exit_done);
    CHECK(desk.run(declare_review, {"joins", "NCT03548311"}) == exit_done);
    CHECK(desk.lines().empty());
    CHECK(desk.run(declare_review, {"decisions"}) == exit_done);
    CHECK(desk.lines().at(0).at("together") == false);
    CHECK(desk.run(declare_review, {"join", "35532908", "NCT03548311", "--who", "ada"}) == exit_done);
    CHECK(desk.run(declare_review, {"suggestions"}) == exit_done);
    CHECK(desk.run(declare_review, {"discrepancies"}) == exit_done);
    CHECK_THROWS_WITH(desk.run(declare_review, {"joins", "NCT99999999"}), "there is no study NCT99999999");
}

TEST_CASE("the web article that the project began from is suggested as a report of its trial") {
    const std::filesystem::path seed = std::filesystem::path(tests::shared_folder()) / "corpus" / "seed";
    if (!std::filesystem::exists(seed)) {
        WARN("skipped: there is no " << seed.string());
        return;
    }
    Desk desk;
    import_sources(desk.settings.kb, {{seed.string()}, "auto"}, {});
    CHECK(desk.run(declare_review, {"suggestions", "NCT03548311"}) == exit_done);
    REQUIRE(desk.lines().size() == 1);
    const Json suggestion = desk.lines()[0];
    CHECK(suggestion.at("documents").at(0) == "pmid:35532908");
    std::map<std::string, Json> reasons;
    for (const Json& reason : suggestion.at("reasons"))
        reasons[reason.at("kind")] = reason.at("values");
    CHECK(reasons.contains("intervention"));
    CHECK(reasons.contains("dose"));
    CHECK(reasons.contains("endpoint"));
    CHECK(reasons["n_randomised"] == Json({"130", "130"}));
    const Json journal = suggestion.at("disagreements").at(0);
    CHECK(journal.at("kind") == "journal");
    CHECK(journal.at("positions").at(0).at("says") == "Journal of the American Medical Association");
    // The page rounds to 45% what the paper and the registry give as points with their interval.
    const Json effect = suggestion.at("disagreements").at(1);
    CHECK(effect.at("kind") == "effect");
    CHECK(effect.at("positions").at(0).at("says") == "mean_difference 1.97 points (95% CI 0.44 to 3.5)");
    CHECK(effect.at("positions").back().at("says") == "percent_change 45 %");
    CHECK(desk.run(declare_review, {"suggestions", "NCT00444613"}) == exit_done);
    CHECK(desk.lines().empty());
}

TEST_CASE("tokens, backup and check from the command line") {
    Desk desk;
    CHECK(desk.run(declare_token, {"add", "ada", "--role", "curator"}) == exit_done);
    const std::string token = desk.printed.substr(0, desk.printed.size() - 1);
    CHECK(kb::Reader(desk.settings.kb).check_token(token)->name == "ada");
    CHECK(desk.run(declare_token, {"list"}) == exit_done);
    CHECK(desk.lines().at(0).at("revoked").is_null());
    CHECK(desk.printed.find(token) == std::string::npos);
    CHECK(desk.run(declare_token, {"revoke", "1"}) == exit_done);
    CHECK_FALSE(kb::Reader(desk.settings.kb).check_token(token));
    CHECK_THROWS_WITH(desk.run(declare_token, {"revoke", "1"}), "there is no token 1 to revoke");
    CHECK_THROWS_AS(desk.run(declare_token, {"add", "ada", "--role", "king"}), CLI::ValidationError);

    const auto copy = desk.dir.path() / "copy.sqlite";
    CHECK(desk.run(declare_backup, {copy.string()}) == exit_done);
    CHECK(std::filesystem::file_size(copy) > 0);
    CHECK(desk.run(declare_check, {}) == exit_done);
    CHECK(desk.printed == "checked: 13 documents, " + std::to_string(kb::Reader(desk.settings.kb).claim_count()) +
                              " claims; problems: 0\n");
}

} // namespace ekb::query
