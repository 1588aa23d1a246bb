// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/replace.h"

#include "kb/json/contract_json.h"
#include "kb/model/error.h"
#include "kb/store/documents.h"
#include "kb/store/packing.h"
#include "kb/store/reanchor.h"
#include "kb/store/sqlite.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <utility>

namespace ekb::kb {

namespace {

template <typename E>
std::optional<std::string_view> name_or_null(const std::optional<E>& value) {
    if (!value) return std::nullopt;
    return name_of(*value);
}

void insert_claim(Database& database, std::int64_t document_key, std::int64_t position, const PreparedClaim& prepared) {
    const Claim& claim = prepared.claim;
    database.execute(
        "INSERT INTO claim (id, document_key, position, method, status, endpoint_role, intervention_concept, "
        "comparator_concept, endpoint_concept, direction, measure, value, ci_low, ci_high, p, n_randomised, json) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        // A claim that a curator reviewed is still there, and stands.
        "ON CONFLICT (id) DO NOTHING",
        claim.id, document_key, position, name_of(claim.method), name_of(claim.status),
        name_or_null(claim.endpoint.role), claim.intervention.concept_id,
        claim.comparator ? claim.comparator->concept_id : std::nullopt, claim.endpoint.concept_id,
        name_or_null(claim.effect.direction), name_or_null(claim.effect.measure), claim.effect.value,
        claim.effect.ci_low, claim.effect.ci_high, claim.effect.p, claim.n.randomised, prepared.json);
}

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
    std::int64_t position = 0;
    for (const PreparedClaim& claim : document.claims) {
        insert_claim(database, key, ++position, claim);
    }
}

/// Claims that a curator reviewed stay; their quotes may stand elsewhere in the newer text.
void reanchor_reviewed(Database& database, std::int64_t key, const PreparedDocument& document) {
    std::vector<std::pair<std::int64_t, Claim>> reviewed;
    {
        Rows rows = database.query("SELECT key, json FROM claim WHERE document_key = ?", key);
        while (rows.next()) {
            reviewed.emplace_back(rows->integer(0), claim_from_json(nlohmann::ordered_json::parse(rows->text(1))));
        }
    }
    if (reviewed.empty()) return;
    const std::string text = decompress(document.packed_text);
    for (auto& [claim_key, claim] : reviewed) {
        reanchor(claim, text);
        database.execute("UPDATE claim SET json = ? WHERE key = ?", claim_text(claim), claim_key);
    }
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
    database.execute("DELETE FROM claim WHERE document_key = ? AND status = 'unreviewed'", key);
    reanchor_reviewed(database, key, document);
    insert_parts(database, key, document);
}

void keep_in_history(Database& database, std::int64_t key, std::int64_t until, std::string_view reason) {
    const StoredDocument stored = load_document(database, key);
    const std::string json =
        document_json(stored.document, true).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    database.execute(
        "INSERT INTO history (document, study_key, extractor_version, raw_key, since, until, reason, json) "
        "SELECT id, study_key, extractor_version, raw_key, since, ?, ?, ? FROM document WHERE key = ?",
        until, reason, Blob{compress(json)}, key);
}

} // namespace ekb::kb
