// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/index_writer.h"
#include "query/engine.h"
#include "tests/support/small_kb.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <future>
#include <vector>

using namespace ekb;
using namespace ekb::query;

TEST_CASE("threads with an engine each answer alike, at the same time") {
    const tests::TempDir dir;
    tests::put_all(dir.path(), tests::six_trials());
    indexer::update_index(dir.path());
    const auto ask_often = [&] {
        const Engine engine(dir.path());
        std::size_t found = 0;
        for (int i = 0; i < 400; ++i)
            found += engine.ask({"which B12 trials used ALSFRS-R since 2001"}).value().total;
        return found;
    };
    const std::size_t alone = ask_often();
    CHECK(alone > 0);
    std::vector<std::future<std::size_t>> counts;
    for (int i = 0; i < 4; ++i)
        counts.push_back(std::async(std::launch::async, ask_often));
    for (auto& count : counts)
        CHECK(count.get() == alone);
}
