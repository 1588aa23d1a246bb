// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/history.h"

#include "kb/json/contract_json.h"
#include "kb/model/error.h"
#include "kb/store/claims.h"
#include "kb/store/documents.h"
#include "kb/store/identifier.h"
#include "kb/store/notices.h"
#include "kb/store/packing.h"
#include "kb/store/schema.h"
#include "kb/store/sqlite.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace ekb::kb {

struct HistoryReader::State {
    mutable Database database;
};

namespace {

/// The version of a document that the store held after a change.
struct Version {
    std::int64_t document_key = 0; ///< 0 where it is not known
    std::int64_t study_key = 0;    ///< of the study that it was in then
    std::int64_t history_key = 0;  ///< 0: it is the one that the store holds now
    std::int64_t until = 0;        ///< the change that replaced or removed it; the largest number for the one held now
    std::string document;
};

constexpr std::int64_t still_held = INT64_MAX;

std::optional<Version> held_then(Database& database, const std::string& document, std::int64_t sequence) {
    Rows now = database.query("SELECT key, study_key FROM document WHERE id = ? AND since <= ?", document, sequence);
    if (now.next()) return Version{now->integer(0), now->integer(1), 0, still_held, document};
    Rows past = database.query("SELECT coalesce(document_key, 0), study_key, key, until FROM history "
                               "WHERE document = ?1 AND since <= ?2 AND until > ?2 ORDER BY until LIMIT 1",
                               document, sequence);
    if (!past.next()) return std::nullopt;
    return Version{past->integer(0), past->integer(1), past->integer(2), past->integer(3), document};
}

/// The version with the study that it was in then, which it left with its first move after the change.
std::optional<Version> placed_then(Database& database, const std::string& document, std::int64_t sequence) {
    std::optional<Version> version = held_then(database, document, sequence);
    if (!version) return std::nullopt;
    const auto left = database.integer("SELECT from_study FROM study_move WHERE document = ? AND sequence > ? "
                                       "AND sequence < ? ORDER BY sequence LIMIT 1",
                                       document, sequence, version->until);
    if (left) version->study_key = *left;
    return version;
}

std::vector<std::string> ever_in(Database& database, std::int64_t study_key) {
    std::vector<std::string> documents;
    Rows rows = database.query("SELECT id FROM document WHERE study_key = ?1 UNION "
                               "SELECT document FROM history WHERE study_key = ?1 UNION "
                               "SELECT document FROM study_move WHERE from_study = ?1 UNION "
                               "SELECT document FROM study_move WHERE to_study = ?1",
                               study_key);
    while (rows.next())
        documents.emplace_back(rows->text(0));
    return documents;
}

/// Of the study's documents then, in the order in which they had come.
std::vector<Version> versions_of(Database& database, std::int64_t study_key, std::int64_t sequence) {
    std::vector<Version> versions;
    for (const std::string& document : ever_in(database, study_key)) {
        auto version = placed_then(database, document, sequence);
        if (version && version->study_key == study_key) versions.push_back(std::move(*version));
    }
    const auto age = [](const Version& version) {
        return std::tuple(version.document_key == 0, version.document_key, version.history_key);
    };
    std::ranges::sort(versions, std::less{}, age);
    return versions;
}

StoredDocument past_document(Database& database, const Version& version) {
    if (version.history_key == 0) return own_document(database, version.document_key);
    Rows rows = database.query("SELECT json FROM history WHERE key = ?", version.history_key);
    if (!rows.next()) throw Error("the store's history has no version with key " + std::to_string(version.history_key));
    return {version.document_key, document_from_json(nlohmann::ordered_json::parse(decompress(rows->blob(0))))};
}

/// Undoes what persons did to the document's claims after the change, while this version was held.
void undo_reviews(Database& database, const Version& version, std::int64_t sequence, std::vector<Claim>& claims) {
    std::set<std::string> undone;
    Rows rows = database.query("SELECT claim, before FROM review_event WHERE document = ?1 AND sequence > ?2 "
                               "AND sequence < ?3 ORDER BY key",
                               version.document, sequence, version.until);
    while (rows.next()) {
        const std::string id(rows->text(0));
        if (!undone.insert(id).second) continue; // only the first event knows what was before them all
        const auto claim = std::ranges::find(claims, id, &Claim::id);
        if (claim == claims.end()) continue;
        if (rows->is_null(1)) {
            claims.erase(claim);
        } else {
            *claim = claim_from_json(nlohmann::ordered_json::parse(rows->text(1)));
        }
    }
}

/// Notices by the key that they had, which is the order in which they came.
using OrderedNotices = std::map<std::int64_t, Notice>;

void add_notices(Rows rows, OrderedNotices& notices) {
    while (rows.next()) {
        const auto kind = from_name<NoticeKind>(rows->text(1));
        if (!kind) throw Error("the store holds a notice of an unknown kind: " + std::string(rows->text(1)));
        notices.emplace(rows->integer(0), Notice{*kind, rows->optional_text(2), rows->optional_text(3), rows->optional_text(4),
                                                 std::string(rows->text(5))});
    }
}

/// What other documents that the store held after the change said of this one.
std::vector<Notice> notices_then(Database& database, const Document& document, std::int64_t sequence) {
    OrderedNotices notices;
    for (const OwnIdentifier& own : own_identifiers(document)) {
        add_notices(database.query("SELECT n.key, n.kind, n.target, n.notice, n.date, n.text FROM notice n "
                                   "JOIN document d ON d.key = n.document_key "
                                   "WHERE n.target = ?1 AND d.since <= ?2 AND d.id <> ?3",
                                   own.value, sequence, document.id),
                    notices);
        add_notices(database.query("SELECT n.notice_key, n.kind, n.target, n.notice, n.date, n.text FROM past_notice n "
                                   "JOIN history h ON h.key = n.history_key "
                                   "WHERE n.target = ?1 AND h.since <= ?2 AND h.until > ?2 AND h.document <> ?3",
                                   own.value, sequence, document.id),
                    notices);
    }
    std::vector<Notice> in_order;
    for (auto& [key, notice] : notices) {
        if (std::ranges::find(in_order, notice) == in_order.end()) in_order.push_back(std::move(notice));
    }
    return in_order;
}

std::vector<Discrepancy> discrepancies_then(const std::vector<StoredDocument>& documents) {
    if (documents.size() < 2) return {};
    std::vector<Document> reports;
    for (const StoredDocument& stored : documents)
        reports.push_back(stored.document);
    return discrepancies_of(reports);
}

/// The document that makes the claim now.
std::optional<std::string> claiming_now(Database& database, std::string_view claim_id) {
    Rows rows = database.query("SELECT d.id FROM claim c JOIN document d ON d.key = c.document_key WHERE c.id = ?", claim_id);
    return rows.next() ? std::optional(std::string(rows->text(0))) : std::nullopt;
}

/// The documents with a version of then, since replaced, that names the claim.
std::vector<std::string> naming_then(Database& database, std::string_view claim_id, std::int64_t sequence) {
    std::vector<std::string> documents;
    Rows past = database.query("SELECT document, json FROM history WHERE since <= ?1 AND until > ?1", sequence);
    while (past.next()) {
        if (decompress(past->blob(1)).find(claim_id) != std::string::npos) documents.emplace_back(past->text(0));
    }
    return documents;
}

std::vector<std::int64_t> numbers(Rows rows) {
    std::vector<std::int64_t> all;
    while (rows.next())
        all.push_back(rows->integer(0));
    return all;
}

} // namespace

HistoryReader::HistoryReader(const std::filesystem::path& kb_dir) : m_state(new State{open_to_read(kb_dir)}) {}
HistoryReader::~HistoryReader() = default;
HistoryReader::HistoryReader(HistoryReader&& other) noexcept = default;
HistoryReader& HistoryReader::operator=(HistoryReader&& other) noexcept = default;

Snapshot HistoryReader::newest() const {
    Rows rows = m_state->database.query("SELECT sequence, at_ms FROM snapshot ORDER BY sequence DESC LIMIT 1");
    return rows.next() ? Snapshot{rows->integer(0), rows->integer(1)} : Snapshot{};
}

std::optional<Snapshot> HistoryReader::snapshot(std::int64_t sequence) const {
    if (sequence == 0) return Snapshot{};
    if (sequence < 0) return std::nullopt;
    const auto at = m_state->database.integer(
        "SELECT at_ms FROM snapshot WHERE sequence >= ? ORDER BY sequence LIMIT 1", sequence);
    return at ? std::optional(Snapshot{sequence, at}) : std::nullopt;
}

Snapshot HistoryReader::snapshot_at(std::int64_t at_ms) const {
    Rows rows = m_state->database.query(
        "SELECT sequence, at_ms FROM snapshot WHERE at_ms <= ? ORDER BY sequence DESC LIMIT 1", at_ms);
    return rows.next() ? Snapshot{rows->integer(0), rows->integer(1)} : Snapshot{};
}

std::vector<std::int64_t> HistoryReader::study_keys(std::int64_t sequence) const {
    return numbers(m_state->database.query(
        "WITH version AS (SELECT id AS document, study_key, 9223372036854775807 AS until FROM document WHERE since <= ?1 "
        "UNION ALL SELECT document, study_key, until FROM history WHERE since <= ?1 AND until > ?1) "
        "SELECT DISTINCT coalesce((SELECT from_study FROM study_move m WHERE m.document = version.document "
        "AND m.sequence > ?1 AND m.sequence < version.until ORDER BY m.sequence LIMIT 1), study_key) AS study_then "
        "FROM version ORDER BY study_then",
        sequence));
}

std::optional<StoredStudy> HistoryReader::study(std::int64_t study_key, std::int64_t sequence) const {
    Database& database = m_state->database;
    const Transaction now(database, TransactionKind::read);
    const std::vector<Version> versions = versions_of(database, study_key, sequence);
    if (versions.empty()) return std::nullopt;
    StoredStudy study;
    study.key = study_key;
    for (const Version& version : versions) {
        StoredDocument stored = past_document(database, version);
        undo_reviews(database, version, sequence, stored.document.claims);
        apply_notices(notices_then(database, stored.document, sequence), stored.document);
        study.documents.push_back(std::move(stored));
    }
    const auto record = std::ranges::find_if(study.documents, [](const StoredDocument& stored) {
        return stored.document.type == DocumentType::registry_record;
    });
    study.id = (record == study.documents.end() ? study.documents.front() : *record).document.id;
    for (StoredDocument& stored : study.documents) {
        for (Claim& claim : stored.document.claims)
            claim.study = study.id;
    }
    study.discrepancies = discrepancies_then(study.documents);
    return study;
}

std::optional<std::int64_t> HistoryReader::study_key(std::string_view identifier, std::int64_t sequence) const {
    Database& database = m_state->database;
    const Transaction now(database, TransactionKind::read);
    const std::string id = resolve(database, identifier).value_or(std::string(identifier));
    const auto version = placed_then(database, id, sequence);
    return version ? std::optional(version->study_key) : std::nullopt;
}

std::optional<StoredDocument> HistoryReader::document(std::string_view identifier, std::int64_t sequence) const {
    const auto key = study_key(identifier, sequence);
    auto study_then = key ? study(*key, sequence) : std::nullopt;
    if (!study_then) return std::nullopt;
    const std::string id = resolve(m_state->database, identifier).value_or(std::string(identifier));
    const auto found = std::ranges::find_if(study_then->documents, [&](const StoredDocument& one) { return one.document.id == id; });
    return found == study_then->documents.end() ? std::nullopt : std::optional(std::move(*found));
}

std::optional<RawSource> HistoryReader::raw(std::string_view document, std::int64_t sequence) const {
    Database& database = m_state->database;
    const Transaction now(database, TransactionKind::read);
    const auto version = held_then(database, std::string(document), sequence);
    if (!version) return std::nullopt;
    Rows rows = version->history_key == 0
                    ? database.query("SELECT r.format, r.bytes, v.extractor_version FROM document v JOIN raw r ON r.key = v.raw_key "
                                     "WHERE v.key = ?",
                                     version->document_key)
                    : database.query("SELECT r.format, r.bytes, v.extractor_version FROM history v JOIN raw r ON r.key = v.raw_key "
                                     "WHERE v.key = ?",
                                     version->history_key);
    if (!rows.next()) return std::nullopt;
    return RawSource{std::string(rows->text(0)), decompress(rows->blob(1)), static_cast<int>(rows->integer(2))};
}

std::optional<Claim> HistoryReader::claim(std::string_view id, std::int64_t sequence) const {
    const auto claim_in = [&](const std::string& name) -> std::optional<Claim> {
        auto stored = document(name, sequence);
        if (!stored) return std::nullopt;
        const auto found = std::ranges::find(stored->document.claims, id, &Claim::id);
        return found == stored->document.claims.end() ? std::nullopt : std::optional(std::move(*found));
    };
    if (const auto name = claiming_now(m_state->database, id)) {
        if (auto found = claim_in(*name)) return found;
    }
    for (const std::string& name : naming_then(m_state->database, id, sequence)) {
        if (auto found = claim_in(name)) return found;
    }
    return std::nullopt;
}

std::vector<std::int64_t> HistoryReader::changed_studies(std::int64_t after, std::int64_t up_to) const {
    return numbers(m_state->database.query(
        "SELECT DISTINCT study_key FROM change WHERE sequence > ? AND sequence <= ? ORDER BY study_key", after, up_to));
}

void HistoryReader::visit_changes(std::int64_t up_to, const std::function<bool(std::int64_t)>& visit) const {
    Rows rows = m_state->database.query("SELECT study_key FROM change WHERE sequence <= ? ORDER BY sequence DESC", up_to);
    while (rows.next() && visit(rows->integer(0))) {
    }
}

// What is said of a report without PMID, PMCID and DOI stands in itself alone: its id is then its content's or its address.
std::vector<std::int64_t> HistoryReader::noticed_studies() const {
    return numbers(m_state->database.query(
        "WITH noticed (id) AS (SELECT d.id FROM notice n JOIN document d ON d.key = n.document_key "
        "UNION SELECT h.document FROM past_notice n JOIN history h ON h.key = n.history_key "
        "UNION SELECT d.id FROM notice n JOIN identifier i ON i.value = n.target JOIN document d ON d.key = i.document_key "
        "UNION SELECT d.id FROM past_notice n JOIN identifier i ON i.value = n.target JOIN document d ON d.key = i.document_key "
        "UNION SELECT target FROM notice UNION SELECT target FROM past_notice "
        "UNION SELECT id FROM document WHERE (id GLOB 'sha256:*' OR id GLOB 'url:*') AND instr(json, '\"notices\":[{') > 0) "
        "SELECT study_key FROM document WHERE id IN noticed UNION SELECT study_key FROM history WHERE document IN noticed "
        "UNION SELECT from_study FROM study_move WHERE document IN noticed ORDER BY 1"));
}

std::vector<StudyChange> HistoryReader::changes_of(std::int64_t study_key, std::int64_t after, std::int64_t up_to) const {
    std::vector<StudyChange> changes;
    Rows rows = m_state->database.query("SELECT sequence, at_ms, what, coalesce(document, '') FROM change "
                                        "WHERE study_key = ? AND sequence > ? AND sequence <= ? ORDER BY sequence",
                                        study_key, after, up_to);
    while (rows.next()) {
        changes.push_back(
            {rows->integer(0), rows->integer(1), std::string(rows->text(2)), std::string(rows->text(3))});
    }
    return changes;
}

} // namespace ekb::kb
