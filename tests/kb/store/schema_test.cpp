// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/schema.h"
#include "kb/store/sqlite.h"
#include "tests/kb/store/store_fixture.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

namespace ekb::kb {

namespace {

std::int64_t page_size(const std::filesystem::path& kb_dir) {
    Database database(store_file(kb_dir), OpenMode::read_only);
    Rows rows = database.query("PRAGMA page_size");
    REQUIRE(rows.next());
    return rows->integer(0);
}

/// The documents in the store's file alone, without its log.
std::int64_t documents_in_place(const std::filesystem::path& kb_dir) {
    const tests::TempDir apart;
    std::filesystem::copy_file(store_file(kb_dir), store_file(apart.path()));
    Database database(store_file(apart.path()), OpenMode::read_write);
    Rows tables = database.query("SELECT 1 FROM sqlite_schema WHERE name = 'document'");
    if (!tables.next()) return 0;
    Rows rows = database.query("SELECT count(*) FROM document");
    REQUIRE(rows.next());
    return rows->integer(0);
}

} // namespace

TEST_CASE("a new store has pages of 8 kB, and one with others keeps them and goes on") {
    const tests::TempDir dir;
    std::int64_t size = 8192;
    SECTION("new") {}
    SECTION("made with pages of 4 kB") {
        size = 4096;
        Database database(store_file(dir.path()), OpenMode::read_write);
        database.run("PRAGMA page_size = 4096");
        database.run("PRAGMA journal_mode = WAL");
        migrate(database);
    }
    Writer writer(dir.path());
    const Document document = article("1");
    writer.put(document, raw_of(document));
    writer.commit();
    CHECK(page_size(dir.path()) == size);
    CHECK(Reader(dir.path()).document(document.id).has_value());
}

TEST_CASE("what was committed stands in the store's file once it is settled") {
    Store store;
    store.put(article("1"));
    CHECK(documents_in_place(store.dir.path()) == 0);
    store.writer.settle();
    CHECK(documents_in_place(store.dir.path()) == 1);
    store.put(article("2"));
    CHECK(documents_in_place(store.dir.path()) == 1);
}

} // namespace ekb::kb
