// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/documents.h"

#include "kb/json/contract_json.h"
#include "kb/model/error.h"
#include "kb/store/claims.h"
#include "kb/store/identifier.h"
#include "kb/store/notices.h"
#include "kb/store/packing.h"
#include "kb/store/sqlite.h"

#include <nlohmann/json.hpp>

namespace ekb::kb {

namespace {

std::optional<std::string> first_text(Rows rows) {
    if (!rows.next()) return std::nullopt;
    return rows->optional_text(0);
}

} // namespace

std::optional<std::int64_t> document_key(Database& database, std::string_view id) {
    return database.integer("SELECT key FROM document WHERE id = ?", id);
}

StoredDocument own_document(Database& database, std::int64_t key, WithText with_text) {
    StoredDocument stored;
    stored.key = key;
    std::optional<std::string> study;
    {
        Rows rows = database.query("SELECT json, text, study_key FROM document WHERE key = ?", key);
        if (!rows.next()) throw Error("the store has no document with key " + std::to_string(key));
        stored.document = document_from_json(nlohmann::ordered_json::parse(rows->text(0)));
        if (with_text == WithText::yes) stored.document.content.text = decompress(rows->blob(1));
        study = study_id(database, rows->integer(2));
    }
    stored.document.claims = claims_of(database, key);
    for (Claim& claim : stored.document.claims)
        claim.study = study;
    return stored;
}

StoredDocument load_document(Database& database, std::int64_t key, WithText with_text) {
    StoredDocument stored = own_document(database, key, with_text);
    apply_notices(database, key, stored.document);
    return stored;
}

std::optional<RawSource> raw_source(Database& database, std::string_view id) {
    Rows rows = database.query(
        "SELECT r.format, r.bytes, d.extractor_version FROM document d JOIN raw r ON r.key = d.raw_key WHERE d.id = ?", id);
    if (!rows.next()) return std::nullopt;
    return RawSource{std::string(rows->text(0)), decompress(rows->blob(1)), static_cast<int>(rows->integer(2))};
}

std::vector<StoredDocument> load_study(Database& database, std::int64_t study_key, WithText with_text) {
    std::vector<StoredDocument> documents;
    Rows rows = database.query("SELECT key FROM document WHERE study_key = ? ORDER BY key", study_key);
    while (rows.next())
        documents.push_back(load_document(database, rows->integer(0), with_text));
    return documents;
}

std::optional<std::string> study_id(Database& database, std::int64_t study_key) {
    return first_text(database.query(
        "SELECT id FROM document WHERE study_key = ? ORDER BY type = 'registry_record' DESC, key LIMIT 1", study_key));
}

std::optional<std::string> resolve(Database& database, std::string_view identifier) {
    if (auto id = first_text(database.query("SELECT id FROM document WHERE id = ?", identifier))) return id;
    // Several documents may share an identifier: a registration number is first of all its record's, and a paper's own
    // record comes before what was read later.
    const std::string form = identifier_form(identifier);
    return first_text(
        database.query("SELECT d.id FROM identifier i JOIN document d ON d.key = i.document_key WHERE i.value = ? "
                       "ORDER BY (d.type = 'registry_record') DESC, i.joins DESC, d.key LIMIT 1",
                       form));
}

} // namespace ekb::kb
