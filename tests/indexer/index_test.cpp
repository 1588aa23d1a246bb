// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/index_reader.h"
#include "indexer/index_writer.h"
#include "kb/store/writer.h"
#include "tests/support/index_dump.h"
#include "tests/support/small_kb.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <csignal>
#include <memory>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

using namespace ekb;
using namespace ekb::indexer;

namespace {

std::vector<std::string> ids(const IndexReader& index, const Clause& clause) {
    std::vector<std::string> found;
    for (const Hit& hit : index.search(clause).hits)
        found.push_back(index.card(hit.study_key).value().id);
    return found;
}

} // namespace

TEST_CASE("a folder without an index is empty") {
    const tests::TempDir dir;
    const IndexReader index(dir.path());
    CHECK(index.study_count() == 0);
    CHECK(index.sequence() == 0);
    CHECK(index.search({.kind = Clause::Kind::everything}).total == 0);
    CHECK(index.terms_with("", 10).empty());
}

TEST_CASE("the index follows the store") {
    const tests::TempDir dir;
    auto trials = tests::six_trials();
    tests::put_all(dir.path(), {trials[0], trials[1]});
    update_index(dir.path());
    const IndexReader index(dir.path());
    CHECK(index.study_count() == 2);

    tests::put_all(dir.path(), {trials[2]});
    update_index(dir.path());
    CHECK(ids(index, term_clause(prefix::intervention_text, "edaravon")) == std::vector<std::string>{"pmid:3"});

    kb::Writer writer(dir.path());
    writer.remove("pmid:3", "a mistake");
    writer.commit();
    update_index(dir.path());
    CHECK(ids(index, term_clause(prefix::intervention_text, "edaravon")).empty());
    CHECK(index.study_count() == 2);
}

TEST_CASE("following the changes and building anew give the same index") {
    const tests::TempDir followed;
    const tests::TempDir rebuilt;
    auto trials = tests::six_trials();
    tests::put_all(followed.path(), {trials[0]});
    update_index(followed.path());
    for (std::size_t i = 1; i < trials.size(); ++i) {
        tests::put_all(followed.path(), {trials[i]});
        update_index(followed.path(), {.progress = {}, .studies_a_commit = 1});
    }
    for (const Document& trial : trials)
        tests::put_all(rebuilt.path(), {trial});
    rebuild_index(rebuilt.path());
    CHECK(tests::index_dump(followed.path()) == tests::index_dump(rebuilt.path()));
    rebuild_index(rebuilt.path());
    CHECK(tests::index_dump(followed.path()) == tests::index_dump(rebuilt.path()));
}

TEST_CASE("a killed update is carried on by the next") {
    const tests::TempDir dir;
    auto trials = tests::six_trials();
    tests::put_all(dir.path(), {trials[0]});
    update_index(dir.path());
    tests::put_all(dir.path(), {trials.begin() + 1, trials.end()});
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        // Dies, as by a power cut, after the second commit.
        int commits = 0;
        update_index(dir.path(), {.progress =
                                      [&](std::size_t, std::size_t) {
                                          if (++commits == 2) ::kill(::getpid(), SIGKILL);
                                      },
                                  .studies_a_commit = 1});
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    {
        const IndexReader index(dir.path());
        CHECK(index.study_count() == 3);
    }
    CHECK(update_index(dir.path()).studies == 3);
    const tests::TempDir whole;
    tests::put_all(whole.path(), {trials[0]});
    tests::put_all(whole.path(), {trials.begin() + 1, trials.end()});
    rebuild_index(whole.path());
    CHECK(tests::index_dump(dir.path()) == tests::index_dump(whole.path()));
}

TEST_CASE("a killed rebuild leaves the old index in place and nothing behind") {
    const tests::TempDir dir;
    auto trials = tests::six_trials();
    tests::put_all(dir.path(), trials);
    update_index(dir.path());
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        rebuild_index(dir.path(), {.progress = [](std::size_t, std::size_t) { ::kill(::getpid(), SIGKILL); }});
        ::_exit(0);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    CHECK(IndexReader(dir.path()).study_count() == 6);
    rebuild_index(dir.path());
    std::size_t folders = 0;
    for (const auto& entry : std::filesystem::directory_iterator(dir.path() / "index"))
        folders += entry.is_directory();
    CHECK(folders == 1);
}

TEST_CASE("a reader keeps reading while the index is rebuilt") {
    const tests::TempDir dir;
    auto trials = tests::six_trials();
    tests::put_all(dir.path(), {trials[0]});
    update_index(dir.path());
    const IndexReader index(dir.path());
    CHECK(index.study_count() == 1);
    tests::put_all(dir.path(), {trials[1]});
    rebuild_index(dir.path());
    CHECK(index.study_count() == 2);
}

TEST_CASE("ranges leave out studies without the value") {
    const tests::TempDir dir;
    tests::put_all(dir.path(), tests::six_trials());
    update_index(dir.path());
    const IndexReader index(dir.path());
    Clause range{.kind = Clause::Kind::range};
    range.slot = Slot::n;
    range.low = -std::numeric_limits<double>::infinity();
    range.high = 137;
    CHECK(index.search(range).total == 3);
    range.low = 137;
    range.high = std::numeric_limits<double>::infinity();
    CHECK(index.search(range).total == 2);
}

TEST_CASE("studies are found by number, by enough of their terms, and by what a slot holds") {
    const tests::TempDir dir;
    tests::put_all(dir.path(), tests::six_trials());
    update_index(dir.path());
    const IndexReader index(dir.path());
    const auto word = [](const char* stem) {
        return combined(Clause::Kind::any_of, {combined(Clause::Kind::all_of, {term_clause("", stem)})});
    };
    const Clause everything{.kind = Clause::Kind::everything};
    const auto kept = [&](const Clause& clause) {
        auto found = ids(index, combined(Clause::Kind::require, {everything, clause}));
        std::ranges::sort(found);
        // The same, where it leads and where it stands in another clause.
        auto leading = ids(index, clause);
        std::ranges::sort(leading);
        CHECK(leading == found);
        CHECK(index.search(combined(Clause::Kind::without, {everything, clause})).total == 6 - found.size());
        return found;
    };
    using Ids = std::vector<std::string>;
    std::vector<std::int64_t> keys;
    for (const Hit& hit : index.search(term_clause(prefix::identifier, "pmid:3")).hits)
        keys.push_back(hit.study_key);
    REQUIRE(keys.size() == 1);
    keys.push_back(1'000'000);
    CHECK(kept({.kind = Clause::Kind::among, .keys = keys}) == Ids{"pmid:3"});
    CHECK(kept({.kind = Clause::Kind::among}).empty());

    struct AtLeast final : PartsJudge {
        std::size_t parts;
        std::size_t least;
        AtLeast(std::size_t of, std::size_t wanted) : parts(of), least(wanted) {}
        bool holds(std::int64_t, const Has& has) const override {
            std::size_t held = 0;
            for (std::size_t part = 0; part < parts; ++part)
                held += has(part) ? 1 : 0;
            return held >= least;
        }
    };
    Clause judged = combined(Clause::Kind::judged, {word("methylcobalamin"), word("nosuchword")});
    judged.judge = std::make_shared<AtLeast>(2, 1);
    CHECK(kept(judged) == Ids{"pmid:1", "pmid:2", "pmid:4"});
    judged.judge = std::make_shared<AtLeast>(2, 2);
    CHECK(kept(judged).empty());
    Clause all_held{.kind = Clause::Kind::judged};
    all_held.judge = std::make_shared<AtLeast>(0, 0);
    CHECK(kept(all_held).size() == 6);

    struct Long final : ValueTest {
        std::size_t least;
        explicit Long(std::size_t bytes) : least(bytes) {}
        bool holds(std::string_view value) const override { return value.size() >= least; }
    };
    Clause tested{.kind = Clause::Kind::tested};
    tested.slot = Slot::claims;
    tested.test = std::make_shared<Long>(1);
    CHECK(kept(tested).size() == 6);
    tested.test = std::make_shared<Long>(1'000'000);
    CHECK(kept(tested).empty());
}

TEST_CASE("reads that belong together see one commit, and the next ones the newest") {
    const tests::TempDir dir;
    auto trials = tests::six_trials();
    tests::put_all(dir.path(), {trials[0]});
    update_index(dir.path());
    const IndexReader index(dir.path());
    const std::string before = index.commit();
    CHECK(index.commit() == before);
    index.at_one_commit([&] {
        CHECK(index.study_count() == 1);
        tests::put_all(dir.path(), {trials[1]});
        update_index(dir.path());
        CHECK(index.study_count() == 1);
        index.at_one_commit([&] { CHECK(index.commit() == before); });
        CHECK(index.study_count() == 1);
    });
    CHECK(index.study_count() == 2);
    CHECK(index.commit() != before);
    const std::string followed = index.commit();
    rebuild_index(dir.path());
    CHECK(index.study_count() == 2);
    CHECK(index.commit() != followed);
}

TEST_CASE("reads that a writer overtakes are run again") {
    const tests::TempDir dir;
    const auto report = [](int number, const std::string& text) {
        return tests::made_report(std::to_string(number), "Report " + std::to_string(number), {text}, {});
    };
    std::vector<Document> reports;
    for (int i = 1; i <= 300; ++i)
        reports.push_back(report(i, "word" + std::to_string(i) + " of trial" + std::to_string(i * 7)));
    tests::put_all(dir.path(), reports);
    update_index(dir.path());
    const IndexReader index(dir.path());
    std::size_t runs = 0;
    std::size_t words = 0;
    index.at_one_commit([&] {
        ++runs;
        // A commit may use again what the one before it gave up.
        for (int i = 1; runs == 1 && i <= 4; ++i) {
            tests::put_all(dir.path(), {report(i * 70, "changed")});
            update_index(dir.path());
        }
        std::size_t all = 0;
        for (const std::string& term : index.terms_with("", 1'000'000))
            all += index.frequency(term);
        CHECK(all > 300);
        for (const Hit& hit : index.search({.kind = Clause::Kind::everything}, {.limit = 1'000}).hits)
            (void)index.card(hit.study_key);
        words = index.frequency("chang");
    });
    CHECK(runs == 2);
    CHECK(words == 4);
}
