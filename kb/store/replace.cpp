// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/replace.h"

#include "kb/json/contract_json.h"
#include "kb/model/error.h"
#include "kb/store/claims.h"
#include "kb/store/documents.h"
#include "kb/store/packing.h"
#include "kb/store/sqlite.h"

#include <nlohmann/json.hpp>

#include <chrono>

namespace ekb::kb {

namespace {

/// Everything of the document that has rows of its own.
void insert_parts(Database& database, std::int64_t key, const PreparedDocument& document) {
    for (const OwnIdentifier& own : document.identifiers) {
        database.execute("INSERT OR IGNORE INTO identifier (value, document_key, joins) VALUES (?, ?, ?)", own.value,
                         key, own.joins);
    }
    for (const auto& [target, notice] : document.notices) {
        database.execute(
            "INSERT INTO notice (document_key, target, kind, notice, date, text) VALUES (?, ?, ?, ?, ?, ?)", key,
            target, name_of(notice.kind), notice.notice, notice.date, notice.text);
    }
    for (const std::string& fingerprint : document.fingerprints) {
        database.execute("INSERT OR IGNORE INTO fingerprint (value, document_key) VALUES (?, ?)", fingerprint, key);
    }
    replace_claims(database, key, document);
}

} // namespace

std::int64_t now_ms() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count();
}

std::int64_t log_change(Database& database, std::int64_t study_key, std::string_view what, std::string_view document) {
    database.execute("INSERT INTO change (study_key, at_ms, what, document) VALUES (?, ?, ?, ?)", study_key, now_ms(),
                     what, document);
    return database.last_insert_key();
}

std::int64_t keep_raw(Database& database, const PreparedDocument& document) {
    if (const auto known = database.integer("SELECT key FROM raw WHERE hash = ?", Blob{document.raw_hash}))
        return *known;
    database.execute("INSERT INTO raw (hash, format, size, bytes) VALUES (?, ?, ?, ?)", Blob{document.raw_hash},
                     document.raw_format, document.raw_size, Blob{document.packed_raw});
    return database.last_insert_key();
}

std::int64_t insert_document(Database& database, const PreparedDocument& document, std::int64_t study_key,
                             std::int64_t since) {
    const std::int64_t raw_key = keep_raw(database, document);
    database.execute("INSERT INTO document (id, study_key, type, extractor_version, raw_key, since, json, text) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                     document.id, study_key, name_of(document.type), document.extractor_version, raw_key, since,
                     document.json, Blob{document.packed_text});
    const std::int64_t key = database.last_insert_key();
    insert_parts(database, key, document);
    return key;
}

void replace_document(Database& database, std::int64_t key, const PreparedDocument& document, std::int64_t since) {
    const std::int64_t raw_key = keep_raw(database, document);
    database.execute("UPDATE document SET type = ?, extractor_version = ?, raw_key = ?, since = ?, json = ?, text = ? "
                     "WHERE key = ?",
                     name_of(document.type), document.extractor_version, raw_key, since, document.json,
                     Blob{document.packed_text}, key);
    database.execute("DELETE FROM identifier WHERE document_key = ?", key);
    database.execute("DELETE FROM notice WHERE document_key = ?", key);
    database.execute("DELETE FROM fingerprint WHERE document_key = ?", key);
    insert_parts(database, key, document);
}

void keep_in_history(Database& database, std::int64_t key, std::int64_t until, std::string_view reason) {
    const StoredDocument stored = own_document(database, key);
    const std::string json =
        document_json(stored.document, true).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    database.execute(
        "INSERT INTO history (document, document_key, study_key, extractor_version, raw_key, since, until, reason, own, "
        "json) SELECT id, key, study_key, extractor_version, raw_key, since, ?, ?, 1, ? FROM document WHERE key = ?",
        until, reason, Blob{compress(json)}, key);
    const std::int64_t history_key = database.last_insert_key();
    database.execute("INSERT INTO past_notice (notice_key, history_key, target, kind, notice, date, text) "
                     "SELECT key, ?, target, kind, notice, date, text FROM notice WHERE document_key = ?",
                     history_key, key);
}

} // namespace ekb::kb
