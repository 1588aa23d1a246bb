// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/engine_evidence.h"

#include "tests/support/temp_dir.h"
#include "tests/support/zinc_article.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <future>
#include <string>
#include <vector>

using namespace ekb;
using namespace ekb::query;
using namespace ekb::query::http;

namespace {

const ComparisonRequest cold_duration{{}, "zinc", "placebo", "cold duration"};

nlohmann::json summary_of(EngineEvidence& evidence, const AsOf& as_of = std::nullopt) {
    return nlohmann::json::parse(evidence.compare(cold_duration, 50, as_of).body).at("summary");
}

} // namespace

TEST_CASE("a comparison reads what was imported since the last one, and as of then what was there then") {
    const tests::TempDir dir;
    tests::put_article(dir.path());
    EngineEvidence evidence(dir.path());
    const AsOf then = evidence.newest_snapshot();
    CHECK(summary_of(evidence)["decreased"] == 1);
    const std::string shorter = "significantly shorter with zinc than with placebo";
    tests::put_article(dir.path(), tests::zinc_article_with(shorter, "not different between zinc and placebo"));
    CHECK(summary_of(evidence)["decreased"] == 0);
    CHECK(summary_of(evidence)["no_difference"] == 1);
    CHECK(summary_of(evidence, then)["decreased"] == 1);
    CHECK(summary_of(evidence)["no_difference"] == 1); // the reader of then is no reader of now
}

TEST_CASE("comparisons at the same time are told alike") {
    const tests::TempDir dir;
    tests::put_article(dir.path());
    EngineEvidence evidence(dir.path());
    const std::string alone = evidence.compare(cold_duration, 50, std::nullopt).body;
    std::vector<std::future<int>> differing;
    for (int thread = 0; thread < 4; ++thread) {
        differing.push_back(std::async(std::launch::async, [&] {
            int others = 0;
            for (int i = 0; i < 20; ++i) others += evidence.compare(cold_duration, 50, std::nullopt).body == alone ? 0 : 1;
            return others;
        }));
    }
    for (auto& count : differing)
        CHECK(count.get() == 0);
}
