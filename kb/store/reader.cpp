// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/reader.h"

#include "kb/json/contract_json.h"
#include "kb/model/error.h"
#include "kb/store/backup.h"
#include "kb/store/claims.h"
#include "kb/store/documents.h"
#include "kb/store/imported_concepts.h"
#include "kb/store/integrity.h"
#include "kb/store/schema.h"
#include "kb/store/sqlite.h"
#include "kb/store/studies.h"
#include "kb/store/study_discrepancies.h"
#include "kb/store/suggestions.h"
#include "kb/store/tokens.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace ekb::kb {

struct Reader::State {
    mutable Database database;
};

Reader::Reader(const std::filesystem::path& kb_dir) : m_state(new State{open_to_read(kb_dir)}) {}
Reader::~Reader() = default;
Reader::Reader(Reader&& other) noexcept = default;
Reader& Reader::operator=(Reader&& other) noexcept = default;

std::int64_t Reader::last_sequence() const {
    return m_state->database.integer("SELECT max(sequence) FROM change").value_or(0);
}

std::vector<Change> Reader::changes_after(std::int64_t sequence, std::size_t limit) const {
    std::vector<Change> changes;
    Rows rows = m_state->database.query(
        "SELECT sequence, study_key FROM change WHERE sequence > ? ORDER BY sequence LIMIT ?", sequence, limit);
    while (rows.next())
        changes.push_back({rows->integer(0), rows->integer(1)});
    return changes;
}

std::vector<std::int64_t> Reader::study_keys_after(std::int64_t study_key, std::size_t limit) const {
    std::vector<std::int64_t> keys;
    Rows rows = m_state->database.query(
        "SELECT DISTINCT study_key FROM document WHERE study_key > ? ORDER BY study_key LIMIT ?", study_key, limit);
    while (rows.next())
        keys.push_back(rows->integer(0));
    return keys;
}

std::optional<std::string> Reader::resolve(std::string_view identifier) const {
    const Transaction snapshot(m_state->database, TransactionKind::read);
    return kb::resolve(m_state->database, identifier);
}

std::optional<StoredDocument> Reader::document(std::string_view id) const {
    const Transaction snapshot(m_state->database, TransactionKind::read);
    const std::optional<std::int64_t> key = document_key(m_state->database, id);
    if (!key) return std::nullopt;
    return load_document(m_state->database, *key);
}

std::optional<Claim> Reader::claim(std::string_view id) const {
    const Transaction snapshot(m_state->database, TransactionKind::read);
    std::optional<StoredClaim> stored = stored_claim(m_state->database, id);
    if (!stored) return std::nullopt;
    const auto study = m_state->database.integer("SELECT study_key FROM document WHERE key = ?", stored->document_key);
    stored->claim.study = study_id(m_state->database, study.value());
    return std::move(stored->claim);
}

std::optional<RawSource> Reader::raw(std::string_view id) const {
    return raw_source(m_state->database, id);
}

std::optional<StoredStudy> Reader::study(std::int64_t key) const {
    const Transaction snapshot(m_state->database, TransactionKind::read);
    std::optional<std::string> id = study_id(m_state->database, key);
    if (!id) return std::nullopt;
    return StoredStudy{key, std::move(*id), load_study(m_state->database, key),
                       stored_discrepancies(m_state->database, key)};
}

std::optional<std::int64_t> Reader::study_key(std::string_view study_id) const {
    const Transaction snapshot(m_state->database, TransactionKind::read);
    const std::optional<std::string> id = kb::resolve(m_state->database, study_id);
    if (!id) return std::nullopt;
    return m_state->database.integer("SELECT study_key FROM document WHERE id = ?", *id);
}

std::vector<ReviewEvent> Reader::review_events(std::string_view claim_id) const {
    return kb::review_events(m_state->database, claim_id);
}

std::vector<Join> Reader::joins(std::optional<std::int64_t> study_key) const {
    const Transaction snapshot(m_state->database, TransactionKind::read);
    return kb::joins(m_state->database, study_key);
}

std::vector<JoinDecision> Reader::join_decisions() const {
    return kb::join_decisions(m_state->database);
}

std::vector<Discrepancy> Reader::discrepancies(std::int64_t study_key) const {
    return stored_discrepancies(m_state->database, study_key);
}

std::vector<std::int64_t> Reader::studies_with_discrepancies(std::optional<DiscrepancyKind> kind) const {
    return kb::studies_with_discrepancies(m_state->database, kind);
}

std::vector<JoinSuggestion> Reader::join_suggestions(std::optional<std::int64_t> study_key, std::size_t limit) const {
    const Transaction snapshot(m_state->database, TransactionKind::read);
    return kb::join_suggestions(m_state->database, study_key, limit);
}

std::optional<ApiToken> Reader::check_token(std::string_view written) const {
    return kb::check_token(m_state->database, written);
}

std::vector<ApiToken> Reader::tokens() const {
    return kb::tokens(m_state->database);
}

std::vector<VocabularySource> Reader::vocabulary_sources() const {
    return kb::vocabulary_sources(m_state->database);
}

void Reader::back_up(const std::filesystem::path& file) const {
    kb::back_up(m_state->database, file);
}

std::vector<std::string> Reader::problems() const {
    const Transaction snapshot(m_state->database, TransactionKind::read);
    return problems_of(m_state->database);
}

std::int64_t Reader::document_count() const {
    return m_state->database.integer("SELECT count(*) FROM document").value_or(0);
}

std::int64_t Reader::claim_count() const {
    return m_state->database.integer("SELECT count(*) FROM claim").value_or(0);
}

} // namespace ekb::kb
