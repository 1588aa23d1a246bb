// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/schema.h"

#include "kb/model/error.h"
#include "kb/store/resource.h"
#include "kb/store/sqlite.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <string_view>
#include <system_error>

namespace ekb::kb {

namespace {

constexpr std::array<std::string_view, 5> migrations{"schema/0001_store.sql", "schema/0002_curation.sql",
                                                    "schema/0003_history.sql", "schema/0004_saved_queries.sql",
                                                    "schema/0005_vocabulary.sql"};
constexpr auto newest = static_cast<std::int64_t>(migrations.size());

std::int64_t version_of(Database& database) {
    return database.integer("PRAGMA user_version").value_or(0);
}

void refuse_newer(std::int64_t version) {
    if (version <= newest) return;
    throw Error(fmt::format("this knowledge base was made by a newer version of ekb (its schema is version {}, this "
                            "program knows {}): use that version",
                            version, newest));
}

} // namespace

void migrate(Database& database) {
    if (version_of(database) == newest) return;
    Transaction transaction(database, TransactionKind::write);
    const std::int64_t version = version_of(database);
    refuse_newer(version);
    for (std::int64_t i = version; i < newest; ++i) {
        database.run(store_data::resource(migrations[static_cast<std::size_t>(i)]));
    }
    // A pragma takes no bound values; the number is our own.
    database.run(fmt::format("PRAGMA user_version = {}", newest));
    transaction.commit();
}

void require_current_schema(Database& database) {
    const std::int64_t version = version_of(database);
    refuse_newer(version);
    if (version == newest) return;
    if (version == 0) throw Error("this knowledge base is empty: import something into it first");
    throw Error(fmt::format("this knowledge base has an older schema (version {}, this program reads {}): any import "
                            "brings it up to date",
                            version, newest));
}

std::filesystem::path store_file(const std::filesystem::path& kb_dir) {
    return kb_dir / "store.sqlite";
}

Database open_to_write(const std::filesystem::path& kb_dir) {
    Database database(store_file(kb_dir), OpenMode::read_write);
    database.busy_timeout_ms(busy_timeout_ms);
    // Of a store that is made now: documents of 2 to 3 kB leave a third of the default pages of 4,096 bytes empty.
    database.run("PRAGMA page_size = 8192");
    database.run("PRAGMA journal_mode = WAL");
    database.run("PRAGMA synchronous = FULL");
    database.run("PRAGMA foreign_keys = ON");
    // Measured on bulk loads: checkpoints at the default 1,000 pages write the same pages again and again.
    database.run("PRAGMA wal_autocheckpoint = 12500");
    database.run("PRAGMA cache_size = -65536");
    migrate(database);
    // Measured too: a statement's own journal costs more than the statement where it may be spilled to a file. A migration's may
    // be large.
    database.run("PRAGMA temp_store = MEMORY");
    return database;
}

Database open_to_read(const std::filesystem::path& kb_dir) {
    const std::filesystem::path file = store_file(kb_dir);
    std::error_code reason;
    if (!std::filesystem::exists(file, reason)) {
        throw Error("there is no knowledge base in " + kb_dir.string() + " yet: import something into it first");
    }
    Database database(file, OpenMode::read_only);
    database.busy_timeout_ms(busy_timeout_ms);
    require_current_schema(database);
    return database;
}

} // namespace ekb::kb
