// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/error.h"
#include "tests/kb/store/store_fixture.h"

#include <catch2/catch.hpp>

#include <unistd.h>

namespace ekb::kb {

TEST_CASE("a second writer is told who writes, and may write when that one is done") {
    const tests::TempDir dir;
    {
        const Writer first(dir.path());
        const std::string who = "process " + std::to_string(getpid()) + " (test_store), since ";
        CHECK_THROWS_WITH(
            Writer(dir.path(), std::chrono::milliseconds(30)),
            Catch::StartsWith("the knowledge base " + dir.path().string() + " is being written by " + who) &&
                Catch::EndsWith(": try again when it is done"));
    }
    Writer second(dir.path(), std::chrono::milliseconds(0));
    second.put(article("1"), raw_of(article("1")));
    second.commit();
    CHECK(Reader(dir.path()).document_count() == 1);
}

TEST_CASE("a reader sees what is committed while a writer works") {
    Store store;
    store.put(article("1"));
    const Reader reader = store.reader();
    store.writer.put(article("2"), raw_of(article("2")));
    CHECK(reader.document_count() == 1);
    store.writer.commit();
    CHECK(reader.document_count() == 2);
}

} // namespace ekb::kb
