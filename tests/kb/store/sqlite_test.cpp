// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/model/error.h"
#include "kb/store/packing.h"
#include "kb/store/schema.h"
#include "kb/store/sqlite.h"
#include "tests/kb/store/store_fixture.h"

#include <catch2/catch.hpp>

#include <fstream>

namespace ekb::kb {

TEST_CASE("bound values come back as they are") {
    Database database(":memory:", OpenMode::read_write);
    const std::string nasty("'; DROP TABLE t; --\0é", 22);
    Rows rows = database.query("SELECT ?, ?, ?, ?, ?, ?", std::int64_t{1} << 62, -2.5, nasty,
                               Blob{std::string_view("\0\xff", 2)}, std::optional<std::string>(), std::string_view());
    REQUIRE(rows.next());
    CHECK(rows->integer(0) == std::int64_t{1} << 62);
    CHECK(rows->real(1) == -2.5);
    CHECK(rows->text(2) == nasty);
    CHECK(rows->blob(3) == std::string_view("\0\xff", 2));
    CHECK(rows->is_null(4));
    CHECK_FALSE(rows->is_null(5));
    CHECK(rows->optional_text(4) == std::nullopt);
    CHECK_FALSE(rows.next());
}

TEST_CASE("the same SQL may run inside itself") {
    Database database(":memory:", OpenMode::read_write);
    const char* const sql = "SELECT value FROM json_each('[1,2]')";
    std::vector<std::int64_t> seen;
    Rows outer = database.query(sql);
    while (outer.next()) {
        Rows inner = database.query(sql);
        while (inner.next())
            seen.push_back(outer->integer(0) * 10 + inner->integer(0));
    }
    CHECK(seen == std::vector<std::int64_t>{11, 12, 21, 22});
}

TEST_CASE("an error tells SQLite's reason, its extended code, the SQL and the place in it") {
    Database database(":memory:", OpenMode::read_write);
    CHECK_THROWS_WITH(database.query("SELECT FROM t"),
                      "SELECT FROM t: near \"FROM\": syntax error (SQLite code 1) at byte 7 of the statement");
    database.run("CREATE TABLE t (a INTEGER NOT NULL UNIQUE) STRICT");
    database.execute("INSERT INTO t VALUES (?)", 1);
    CHECK_THROWS_WITH(database.execute("INSERT INTO t VALUES (?)", 1),
                      "INSERT INTO t VALUES (?): UNIQUE constraint failed: t.a (SQLite code 2067)");
    CHECK_THROWS_WITH(database.execute("INSERT INTO t VALUES (?)", "one"),
                      "INSERT INTO t VALUES (?): cannot store TEXT value in INTEGER column t.a (SQLite code 3091)");
    CHECK_THROWS_WITH(database.execute("INSERT INTO t VALUES (?)", 2, 3), Catch::Contains("out of range"));
    CHECK_THROWS_WITH(Database("/nowhere/at/all", OpenMode::read_only),
                      Catch::StartsWith("cannot open /nowhere/at/all: "));
}

TEST_CASE("a transaction counts only when it is committed, and an inner one is part of the outer") {
    Database database(":memory:", OpenMode::read_write);
    database.run("CREATE TABLE t (a INTEGER) STRICT");
    {
        const Transaction lost(database, TransactionKind::write);
        database.execute("INSERT INTO t VALUES (1)");
        Transaction inner(database, TransactionKind::write);
        inner.commit();
        CHECK(database.in_transaction());
    }
    CHECK(database.integer("SELECT count(*) FROM t") == 0);
    Transaction kept(database, TransactionKind::write);
    database.execute("INSERT INTO t VALUES (1)");
    kept.commit();
    CHECK_FALSE(database.in_transaction());
    CHECK(database.integer("SELECT count(*) FROM t") == 1);
}

TEST_CASE("the store of a newer version is refused by reader and writer") {
    const tests::TempDir dir;
    Writer(dir.path()).commit();
    Database(store_file(dir.path()), OpenMode::read_write).run("PRAGMA user_version = 99");
    const auto message =
        Catch::StartsWith("this knowledge base was made by a newer version of ekb (its schema is version 99");
    CHECK_THROWS_WITH(Writer(dir.path()), message);
    CHECK_THROWS_WITH(Reader(dir.path()), message);
}

TEST_CASE("a store that was opened before is opened again, and a file that is no store is refused") {
    const tests::TempDir dir;
    Writer(dir.path()).commit();
    CHECK_NOTHROW(Writer(dir.path()));
    CHECK(Reader(dir.path()).document_count() == 0);
    const tests::TempDir other;
    std::ofstream(store_file(other.path())) << "<html>not a database, though long enough to be taken for one</html>";
    CHECK_THROWS_WITH(Reader(other.path()), Catch::Contains("file is not a database"));
    CHECK_THROWS_WITH(Writer(other.path()), Catch::Contains("file is not a database"));
}

TEST_CASE("what is packed is unpacked, and damage is noticed") {
    for (const std::string& bytes : {std::string(), std::string("abc\0def", 7), std::string(100000, 'x')}) {
        CHECK(decompress(compress(bytes)) == bytes);
    }
    CHECK(compress(std::string(100000, 'x')).size() < 1000);
    CHECK_THROWS_AS(decompress("no frame of zstd"), Error);
    std::string cut = compress("some text that is long enough to be cut off in its middle");
    cut.resize(cut.size() / 2);
    CHECK_THROWS_AS(decompress(cut), Error);
    CHECK(hash("a", "b") != hash("ab", ""));
    CHECK(hexadecimal(std::string_view("\x00\xff\x10", 3)) == "00ff10");
}

} // namespace ekb::kb
