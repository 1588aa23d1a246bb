// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/json/contract_json.h"
#include "kb/store/schema.h"
#include "kb/store/sqlite.h"
#include "tests/kb/store/store_fixture.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ekb::kb {

namespace {

constexpr int documents = 400;
constexpr int documents_a_commit = 20;

/// A run of documents with joins, newer versions and a removal among them.
template <typename Function>
void import_all(const std::filesystem::path& dir, Function committed) {
    Writer writer(dir);
    for (int i = 1; i <= documents; ++i) {
        Document document = article(std::to_string(i % 90));
        document.title += i > 90 ? ", newer" : "";
        if (i % 7 == 0) document.identifiers.registry = {"NCT0000000" + std::to_string(i % 4)};
        const RawSource raw = raw_of(document, std::to_string(i / 90));
        if (!writer.has(raw)) writer.put(document, raw);
        if (i % documents_a_commit != 0) continue;
        writer.commit();
        committed();
    }
}

/// Everything in the store that time does not change.
std::string content_of(const std::filesystem::path& dir) {
    std::string content;
    const Reader reader(dir);
    for (const std::int64_t key : reader.study_keys_after(0, 10000)) {
        const StoredStudy study = reader.study(key).value();
        content += std::to_string(key) + " " + study.id + "\n";
        for (const StoredDocument& stored : study.documents)
            content += document_json(stored.document, true).dump() + "\n";
    }
    for (const Change& change : reader.changes_after(0, 100000)) {
        content += std::to_string(change.sequence) + ":" + std::to_string(change.study_key) + " ";
    }
    return content;
}

/// Imports in a process of its own that is killed after so long.
void import_and_kill(const std::filesystem::path& dir, std::chrono::microseconds after) {
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        import_all(dir, [] {});
        _exit(0);
    }
    usleep(static_cast<useconds_t>(after.count()));
    kill(child, SIGKILL);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
}

void check_file(const std::filesystem::path& dir) {
    Database database(store_file(dir), OpenMode::read_only);
    Rows check = database.query("PRAGMA integrity_check");
    REQUIRE(check.next());
    CHECK(check->text(0) == "ok");
    Rows orphans = database.query("PRAGMA foreign_key_check");
    CHECK_FALSE(orphans.next());
}

} // namespace

TEST_CASE("killed at any moment, the store is as one of its commits left it, and the same import completes it") {
    const tests::TempDir whole;
    Writer(whole.path()).commit();
    std::vector<std::string> states{content_of(whole.path())};
    import_all(whole.path(), [&] { states.push_back(content_of(whole.path())); });
    const tests::TempDir timed;
    const auto start = std::chrono::steady_clock::now();
    import_all(timed.path(), [] {});
    const auto duration =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
    std::mt19937 engine(7);
    int stopped_midway = 0;
    for (int run = 0; run < 10; ++run) {
        CAPTURE(run);
        const tests::TempDir dir;
        import_and_kill(dir.path(), std::chrono::microseconds(engine() % static_cast<unsigned>(duration.count())));
        Writer(dir.path()).commit();
        check_file(dir.path());
        const auto state = std::find(states.begin(), states.end(), content_of(dir.path()));
        CHECK(state != states.end());
        if (state != states.begin() && state + 1 < states.end()) ++stopped_midway;
        import_all(dir.path(), [] {});
        CHECK(content_of(dir.path()) == states.back());
    }
    CHECK(stopped_midway > 0);
}

} // namespace ekb::kb
