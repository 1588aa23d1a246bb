// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/study_discrepancies.h"

#include "kb/model/error.h"
#include "kb/store/documents.h"
#include "kb/store/replace.h"
#include "kb/store/sqlite.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace ekb::kb {

namespace {

using Json = nlohmann::ordered_json;

std::string positions_text(const std::vector<Position>& positions) {
    Json list = Json::array();
    for (const Position& position : positions) {
        list.push_back({{"document", position.document}, {"says", position.says}, {"claims", position.claims}});
    }
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<Position> positions_from(std::string_view text) {
    std::vector<Position> positions;
    for (const Json& one : Json::parse(text)) {
        positions.push_back({one.at("document").get<std::string>(), one.at("says").get<std::string>(),
                             one.at("claims").get<std::vector<std::string>>()});
    }
    return positions;
}

std::vector<Discrepancy> found_in(Database& database, std::int64_t study_key) {
    if (database.integer("SELECT count(*) FROM document WHERE study_key = ?", study_key) < 2) return {};
    std::vector<Document> reports;
    for (StoredDocument& stored : load_study(database, study_key, WithText::no)) {
        reports.push_back(std::move(stored.document));
    }
    return discrepancies_of(reports);
}

void refresh(Database& database, std::int64_t study_key) {
    const std::vector<Discrepancy> found = found_in(database, study_key);
    if (found == stored_discrepancies(database, study_key)) return;
    database.execute("DELETE FROM discrepancy WHERE study_key = ?", study_key);
    for (const Discrepancy& one : found) {
        database.execute("INSERT INTO discrepancy (study_key, kind, endpoint, json) VALUES (?, ?, ?, ?)", study_key,
                         name_of(one.kind), one.endpoint, positions_text(one.positions));
    }
    log_change(database, study_key, "discrepancy", "");
}

std::vector<std::int64_t> keys_of(Rows rows) {
    std::vector<std::int64_t> keys;
    while (rows.next())
        keys.push_back(rows->integer(0));
    return keys;
}

} // namespace

void refresh_discrepancies(Database& database, std::int64_t first_sequence) {
    const std::vector<std::int64_t> changed = keys_of(
        database.query("SELECT DISTINCT study_key FROM change WHERE sequence >= ? ORDER BY study_key", first_sequence));
    for (const std::int64_t study_key : changed)
        refresh(database, study_key);
}

std::vector<Discrepancy> stored_discrepancies(Database& database, std::int64_t study_key) {
    std::vector<Discrepancy> stored;
    Rows rows =
        database.query("SELECT kind, endpoint, json FROM discrepancy WHERE study_key = ? ORDER BY key", study_key);
    while (rows.next()) {
        const auto kind = from_name<DiscrepancyKind>(rows->text(0));
        if (!kind) throw Error("the store holds a discrepancy of an unknown kind: " + std::string(rows->text(0)));
        stored.push_back({*kind, std::string(rows->text(1)), positions_from(rows->text(2))});
    }
    return stored;
}

std::vector<std::int64_t> studies_with_discrepancies(Database& database, std::optional<DiscrepancyKind> kind) {
    if (!kind) return keys_of(database.query("SELECT DISTINCT study_key FROM discrepancy ORDER BY study_key"));
    return keys_of(
        database.query("SELECT DISTINCT study_key FROM discrepancy WHERE kind = ? ORDER BY study_key", name_of(*kind)));
}

} // namespace ekb::kb
