// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/saved_queries.h"

#include "kb/model/error.h"
#include "kb/store/replace.h"
#include "kb/store/schema.h"
#include "kb/store/sqlite.h"
#include "kb/store/writer_lock.h"

#include <algorithm>
#include <chrono>

namespace ekb::kb {

namespace {

constexpr std::size_t longest_name = 100;
constexpr std::chrono::seconds patience(10);

/// nullopt where there is no store.
std::optional<Database> opened(const std::filesystem::path& kb_dir) {
    if (!std::filesystem::exists(store_file(kb_dir))) return std::nullopt;
    return open_to_read(kb_dir);
}

/// Writes in one transaction, with no other writer beside it.
template <typename Write>
std::int64_t write(const std::filesystem::path& kb_dir, const Write& run) {
    const WriterLock lock(kb_dir, patience);
    Database database = open_to_write(kb_dir);
    Transaction transaction(database, TransactionKind::write);
    const std::int64_t changed = run(database);
    transaction.commit();
    return changed;
}

SavedQuery of_row(Rows& rows) {
    return {std::string(rows->text(0)), std::string(rows->text(1)), std::string(rows->text(2)), rows->integer(3)};
}

} // namespace

bool is_query_name(std::string_view name) {
    const auto may_stand = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    };
    return !name.empty() && name.size() <= longest_name && name.front() != '.' && std::ranges::all_of(name, may_stand);
}

std::vector<SavedQuery> saved_queries(const std::filesystem::path& kb_dir) {
    std::vector<SavedQuery> all;
    auto database = opened(kb_dir);
    if (!database) return all;
    Rows rows = database->query("SELECT name, query, who, at_ms FROM saved_query ORDER BY name");
    while (rows.next())
        all.push_back(of_row(rows));
    return all;
}

std::optional<SavedQuery> saved_query(const std::filesystem::path& kb_dir, std::string_view name) {
    auto database = opened(kb_dir);
    if (!database) return std::nullopt;
    Rows rows = database->query("SELECT name, query, who, at_ms FROM saved_query WHERE name = ?", name);
    if (!rows.next()) return std::nullopt;
    return of_row(rows);
}

void save_query(const std::filesystem::path& kb_dir, const SavedQuery& query) {
    if (!is_query_name(query.name))
        throw Error("\"" + query.name + "\" cannot be a query's name: letters, digits, points, hyphens and underscores can");
    if (query.who.empty()) throw Error("a saved query needs the name of the person who saves it");
    write(kb_dir, [&](Database& database) {
        return database.execute("INSERT INTO saved_query (name, query, who, at_ms) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO "
                                "UPDATE SET query = excluded.query, who = excluded.who, at_ms = excluded.at_ms",
                                query.name, query.query, query.who, now_ms());
    });
}

bool forget_query(const std::filesystem::path& kb_dir, std::string_view name) {
    if (!std::filesystem::exists(store_file(kb_dir))) return false;
    return write(kb_dir, [&](Database& database) { return database.execute("DELETE FROM saved_query WHERE name = ?", name); }) > 0;
}

} // namespace ekb::kb
