// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/writer.h"

#include "kb/model/error.h"
#include "kb/store/claims.h"
#include "kb/store/documents.h"
#include "kb/store/imported_concepts.h"
#include "kb/store/packing.h"
#include "kb/store/prepared.h"
#include "kb/store/replace.h"
#include "kb/store/schema.h"
#include "kb/store/sqlite.h"
#include "kb/store/studies.h"
#include "kb/store/study_discrepancies.h"
#include "kb/store/tokens.h"
#include "kb/store/writer_lock.h"

#include <optional>
#include <set>
#include <system_error>
#include <utility>

namespace ekb::kb {

namespace {

WriterLock lock(const std::filesystem::path& kb_dir, std::chrono::milliseconds patience) {
    std::error_code reason;
    std::filesystem::create_directories(kb_dir, reason);
    if (reason) throw Error("cannot make the folder " + kb_dir.string() + ": " + reason.message());
    return WriterLock(kb_dir, patience);
}

} // namespace

struct Writer::State {
    WriterLock lock;
    Database database;
    std::optional<Transaction> transaction;

    std::int64_t first_new_sequence = 0;

    /// Every write stands in one transaction, until commit().
    Database& begin() {
        if (transaction) return database;
        transaction.emplace(database, TransactionKind::write);
        first_new_sequence = database.integer("SELECT max(sequence) FROM change").value_or(0) + 1;
        return database;
    }
};

// The members are made in their order: the lock before the file is touched.
Writer::Writer(const std::filesystem::path& kb_dir, std::chrono::milliseconds patience)
    : m_state(new State{lock(kb_dir, patience), open_to_write(kb_dir), std::nullopt, 0}) {}
Writer::~Writer() = default;
Writer::Writer(Writer&& other) noexcept = default;
Writer& Writer::operator=(Writer&& other) noexcept = default;

PutOutcome Writer::put(const Document& document, const RawSource& raw) {
    return put(prepare(document, raw)).outcome;
}

namespace {

/// Whether a version of the document was read from this raw source already, by this extractor or a newer one.
bool is_held(Database& database, std::int64_t key, const PreparedDocument& document) {
    const auto raw_key = database.integer("SELECT key FROM raw WHERE hash = ?", Blob{document.raw_hash});
    if (!raw_key) return false;
    if (database.integer("SELECT 1 FROM document WHERE key = ? AND raw_key = ? AND extractor_version >= ?", key,
                         *raw_key, document.extractor_version)) {
        return true;
    }
    return database
        .integer("SELECT 1 FROM history h JOIN document d ON d.id = h.document WHERE d.key = ? AND h.raw_key = ? "
                 "AND d.raw_key <> h.raw_key",
                 key, *raw_key)
        .has_value();
}

/// Whether the document is no more than a title, and the store has more of it from a source of another format: a list of
/// references, made of the same records, is no newer version of them.
bool says_less(Database& database, std::int64_t key, const PreparedDocument& document) {
    if (!document.title_only) return false;
    Rows rows = database.query("SELECT d.text, r.format FROM document d JOIN raw r ON r.key = d.raw_key WHERE d.key = ?", key);
    return rows.next() && rows->text(1) != document.raw_format &&
           decompress(rows->blob(0)).size() > decompress(document.packed_text).size();
}

bool has_other_reports(Database& database, std::int64_t study_key) {
    return database.integer("SELECT 1 FROM document WHERE study_key = ? LIMIT 1", study_key).has_value();
}

/// Whether a notice or a curator says something of the document.
bool is_spoken_of(Database& database, std::int64_t key, const PreparedDocument& document) {
    return !document.notices.empty() ||
           database.integer("SELECT 1 FROM identifier i JOIN notice n ON n.target = i.value "
                            "WHERE i.document_key = ? LIMIT 1",
                            key) ||
           database.integer("SELECT 1 FROM review_event WHERE document = ? LIMIT 1", document.id);
}

PutResult put_new(Database& database, const PreparedDocument& document) {
    const std::optional<std::int64_t> simple = simple_study(database, document);
    const std::int64_t study_key = simple ? *simple : new_study(database);
    const bool founded = simple && !has_other_reports(database, study_key);
    const std::int64_t sequence = log_change(database, study_key, "put", document.id);
    const std::int64_t key = insert_document(database, document, study_key, sequence);
    if (!document.notices.empty()) log_notices(database, key);
    if (!simple) regroup(database, tied_studies(database, key));
    const bool lone = founded && !is_spoken_of(database, key, document);
    return {PutOutcome::imported, lone ? std::optional(study_key) : std::nullopt};
}

PutOutcome put_again(Database& database, std::int64_t key, const PreparedDocument& document) {
    const std::int64_t study_key = database.integer("SELECT study_key FROM document WHERE key = ?", key).value();
    const std::int64_t sequence = log_change(database, study_key, "put", document.id);
    keep_in_history(database, key, sequence, "replaced");
    std::set<std::int64_t> studies = tied_studies(database, key);
    log_notices(database, key);
    replace_document(database, key, document, sequence);
    log_notices(database, key);
    studies.merge(tied_studies(database, key));
    regroup(database, studies);
    return PutOutcome::updated;
}

} // namespace

PutResult Writer::put(const PreparedDocument& document) {
    Database& database = m_state->begin();
    const std::optional<std::int64_t> key = document_key(database, document.id);
    if (!key) return put_new(database, document);
    if (is_held(database, *key, document) || says_less(database, *key, document)) return {};
    return {put_again(database, *key, document), std::nullopt};
}

namespace {

/// Whether the store's document and unreviewed claims are these, letter for letter.
bool says_the_same(Database& database, std::int64_t key, const PreparedDocument& document) {
    if (!database.integer("SELECT 1 FROM document WHERE key = ? AND json = ?", key, document.json)) return false;
    std::set<std::string> now;
    for (const PreparedClaim& claim : document.claims)
        now.insert(claim.json);
    std::size_t stored = 0;
    Rows rows = database.query("SELECT json FROM claim WHERE document_key = ? AND status = 'unreviewed'", key);
    for (; rows.next(); ++stored) {
        if (!now.contains(std::string(rows->text(0)))) return false;
    }
    const std::int64_t reviewed =
        database.integer("SELECT count(*) FROM claim WHERE document_key = ? AND status <> 'unreviewed'", key).value_or(0);
    // A reviewed claim may stand for one that is read again, or for one that nobody but a person found.
    return stored <= now.size() && now.size() <= stored + static_cast<std::size_t>(reviewed);
}

} // namespace

PutOutcome Writer::put_read_again(const PreparedDocument& document) {
    Database& database = m_state->begin();
    const std::optional<std::int64_t> key = document_key(database, document.id);
    if (!key) throw Error("there is no document " + document.id + " to read again");
    if (says_the_same(database, *key, document)) {
        database.execute("UPDATE document SET extractor_version = ? WHERE key = ?", document.extractor_version, *key);
        return PutOutcome::unchanged;
    }
    return put_again(database, *key, document);
}

bool Writer::has(const RawSource& raw) const {
    Database& database = m_state->database;
    const std::string digest = hash_of_raw(raw);
    const auto raw_key = database.integer("SELECT key FROM raw WHERE hash = ?", Blob{digest});
    if (!raw_key) return false;
    return !database.integer("SELECT 1 FROM document WHERE raw_key = ? AND extractor_version < ?", *raw_key,
                             raw.extractor_version);
}

std::optional<RawSource> Writer::raw(std::string_view id) const {
    return raw_source(m_state->database, id);
}

bool Writer::remove(std::string_view id, std::string_view reason) {
    Database& database = m_state->begin();
    const std::optional<std::int64_t> key = document_key(database, id);
    if (!key) return false;
    const std::int64_t study_key = database.integer("SELECT study_key FROM document WHERE key = ?", *key).value();
    const std::int64_t sequence = log_change(database, study_key, "remove", id);
    keep_in_history(database, *key, sequence, reason);
    log_notices(database, *key);
    const std::set<std::int64_t> studies = tied_studies(database, *key);
    database.execute("DELETE FROM document WHERE key = ?", *key);
    regroup(database, studies);
    return true;
}

namespace {

JoinDecision decision_on(Database& database, const JoinRequest& request, bool together) {
    JoinDecision decision{{}, {}, together, request.who, now_ms(), request.why};
    for (const auto& [given, id] :
         {std::pair(&request.document_a, &decision.document_a), std::pair(&request.document_b, &decision.document_b)}) {
        const std::optional<std::string> resolved = resolve(database, *given);
        if (!resolved) throw Error("there is no document " + *given);
        *id = *resolved;
    }
    if (decision.document_a == decision.document_b) throw Error("both are the same document: " + decision.document_a);
    if (decision.document_b < decision.document_a) std::swap(decision.document_a, decision.document_b);
    return decision;
}

void decide(Database& database, const JoinDecision& decision) {
    const std::int64_t a = document_key(database, decision.document_a).value();
    const std::int64_t b = document_key(database, decision.document_b).value();
    remember_decision(database, decision);
    std::set<std::int64_t> studies = tied_studies(database, a);
    studies.merge(tied_studies(database, b));
    regroup(database, studies);
}

} // namespace

void Writer::join(const JoinRequest& request) {
    Database& database = m_state->begin();
    decide(database, decision_on(database, request, true));
}

void Writer::separate(const JoinRequest& request) {
    Database& database = m_state->begin();
    decide(database, decision_on(database, request, false));
}

void Writer::review(const ReviewRequest& request) {
    review_claim(m_state->begin(), request);
}

std::string Writer::add_claim(const ClaimRequest& request) {
    return kb::add_claim(m_state->begin(), request);
}

std::string Writer::add_token(std::string_view name, TokenRole role) {
    return kb::add_token(m_state->begin(), name, role);
}

bool Writer::revoke_token(std::int64_t key) {
    return kb::revoke_token(m_state->begin(), key);
}

PutOutcome Writer::put_concept(std::string_view source, const Concept& value) {
    return kb::put_concept(m_state->begin(), source, value);
}

std::size_t Writer::remove_vocabulary(std::string_view source) {
    return kb::remove_vocabulary(m_state->begin(), source);
}

void Writer::commit() {
    if (!m_state->transaction) return;
    Database& database = m_state->database;
    refresh_discrepancies(database, m_state->first_new_sequence);
    database.execute("INSERT INTO snapshot (sequence, at_ms) SELECT max(sequence), ?1 FROM change "
                     "WHERE sequence >= ?2 HAVING count(*) > 0",
                     now_ms(), m_state->first_new_sequence);
    m_state->transaction->commit();
    m_state->transaction.reset();
}

void Writer::settle() {
    m_state->database.run("PRAGMA wal_checkpoint(PASSIVE)");
}

} // namespace ekb::kb
