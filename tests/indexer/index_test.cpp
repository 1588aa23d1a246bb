// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/index_reader.h"
#include "indexer/index_writer.h"
#include "kb/store/writer.h"
#include "tests/support/small_kb.h"
#include "tests/support/temp_dir.h"

#include <catch2/catch.hpp>

#include <csignal>
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

/// Everything that the index tells, for comparing two of them.
std::string all_of(const std::filesystem::path& kb_dir) {
    const IndexReader index(kb_dir);
    std::string all;
    for (const std::string& term : index.terms_with("", 1'000'000)) {
        all += term + " " + std::to_string(index.frequency(term));
        for (const Hit& hit : index.search({.kind = Clause::Kind::term, .term = term}).hits) {
            all += " " + std::to_string(hit.study_key) + "=" + std::to_string(hit.score);
        }
        all += "\n";
    }
    for (const Hit& hit : index.search({.kind = Clause::Kind::everything}, {.limit = 1'000'000}).hits) {
        all += packed(index.card(hit.study_key).value());
    }
    return all;
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
    CHECK(all_of(followed.path()) == all_of(rebuilt.path()));
    rebuild_index(rebuilt.path());
    CHECK(all_of(followed.path()) == all_of(rebuilt.path()));
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
    CHECK(all_of(dir.path()) == all_of(whole.path()));
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
