// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/error.h"
#include "kb/store/schema.h"
#include "kb/store/sqlite.h"
#include "tests/kb/store/store_fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace ekb::kb {

namespace {

struct Damaged : Store {
    Damaged() {
        put(article("1"));
        put(article("1"), "2");
        put(article("2"));
    }
    std::vector<std::string> problems_after(const std::string& sql) const {
        Database database(store_file(dir.path()), OpenMode::read_write);
        database.run(sql);
        return reader().problems();
    }
};

using Problems = std::vector<std::string>;

} // namespace

TEST_CASE("a sound store has no problems") {
    const Damaged store;
    CHECK(store.reader().problems().empty());
}

TEST_CASE("damage is named with where it is, and the rest is still checked") {
    const Damaged store;
    CHECK(store.problems_after("UPDATE raw SET format = 'ris' WHERE key = 1") ==
          Problems{"raw source 1: its hash is not as stored"});
    CHECK(store.problems_after("UPDATE raw SET format = 'pubmed', size = 1 WHERE key = 1") ==
          Problems{"raw source 1: its size is not as stored"});
    CHECK(store.problems_after("UPDATE document SET study_key = 99 WHERE id = 'pmid:2'").front() ==
          "row 2 of document refers to a row of study that is not there");
    const std::string quote = store.document("pmid:1").claims.at(0).evidence.at(0).quote;
    const Problems moved =
        store.problems_after("UPDATE claim SET json = replace(json, '\"start\":18', '\"start\":17')");
    REQUIRE(moved.size() == 4);
    CHECK_THAT(moved[1], Catch::StartsWith("pmid:1: the quote of claim ") &&
                             Catch::EndsWith(" does not stand where it says: " + quote));
    const Problems broken = store.problems_after("UPDATE document SET text = x'00'; UPDATE history SET json = x'00'");
    CHECK(std::count(broken.begin(), broken.end(), "pmid:1: the store holds compressed bytes that are damaged") == 1);
    CHECK(broken.back() == "an older version of pmid:1: the store holds compressed bytes that are damaged");
}

TEST_CASE("a backup is the whole store, made while a writer works, and never over a file") {
    Damaged store;
    store.writer.put(article("3"), raw_of(article("3")));
    const tests::TempDir other;
    store.reader().back_up(store_file(other.path()));
    CHECK(Reader(other.path()).document_count() == 2);
    CHECK(Reader(other.path()).problems().empty());
    CHECK(Reader(other.path()).last_sequence() == store.reader().last_sequence());
    store.writer.commit();
    CHECK_THROWS_WITH(store.reader().back_up(store_file(other.path())),
                      store_file(other.path()).string() + " exists already");
    CHECK_THROWS_AS(store.reader().back_up(other.path() / "no" / "folder"), Error);
    Writer restored(other.path());
    CHECK(restored.put(article("3"), raw_of(article("3"))) == PutOutcome::imported);
    CHECK(restored.put(article("2"), raw_of(article("2"))) == PutOutcome::unchanged);
}

} // namespace ekb::kb
