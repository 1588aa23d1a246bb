// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/claims.h"

#include "kb/json/contract_json.h"
#include "kb/json/contract_text.h"
#include "kb/model/error.h"
#include "kb/store/documents.h"
#include "kb/store/packing.h"
#include "kb/store/reanchor.h"
#include "kb/store/replace.h"
#include "kb/store/sqlite.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace ekb::kb {

namespace {

template <typename E>
std::optional<std::string_view> name_or_null(const std::optional<E>& value) {
    if (!value) return std::nullopt;
    return name_of(*value);
}

Claim parsed(std::string_view json) {
    return claim_from_json(nlohmann::ordered_json::parse(json));
}

void insert_claim(Database& database, std::int64_t document_key, std::int64_t position, const Claim& claim,
                  std::string_view json) {
    database.execute(
        "INSERT INTO claim (id, document_key, position, method, status, endpoint_role, intervention_concept, "
        "comparator_concept, endpoint_concept, direction, measure, value, ci_low, ci_high, p, n_randomised, json) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        claim.id, document_key, position, name_of(claim.method), name_of(claim.status),
        name_or_null(claim.endpoint.role), claim.intervention.concept_id,
        claim.comparator ? claim.comparator->concept_id : std::nullopt, claim.endpoint.concept_id,
        name_or_null(claim.effect.direction), name_or_null(claim.effect.measure), claim.effect.value,
        claim.effect.ci_low, claim.effect.ci_high, claim.effect.p, claim.n.randomised, json);
}

void write_claim(Database& database, const StoredClaim& stored) {
    database.execute("DELETE FROM claim WHERE id = ?", stored.claim.id);
    insert_claim(database, stored.document_key, stored.position, stored.claim, claim_text(stored.claim));
}

/// The claims of the document on which a person has the last word, as that person left them.
std::vector<StoredClaim> reviewed_claims(Database& database, std::int64_t document_key, std::string_view document_id) {
    std::map<std::string, Claim> newest;
    Rows rows = database.query("SELECT claim, after FROM review_event WHERE document = ? ORDER BY key", document_id);
    while (rows.next())
        newest.insert_or_assign(std::string(rows->text(0)), parsed(rows->text(1)));
    std::vector<StoredClaim> reviewed;
    for (auto& [id, claim] : newest) {
        if (claim.status == ReviewStatus::unreviewed) continue;
        const auto position = database.integer("SELECT position FROM claim WHERE id = ?", id);
        reviewed.push_back({document_key, position.value_or(0), std::move(claim)});
    }
    return reviewed;
}

std::string document_text(Database& database, std::int64_t document_key) {
    Rows rows = database.query("SELECT text FROM document WHERE key = ?", document_key);
    if (!rows.next()) throw Error("the store has no document with key " + std::to_string(document_key));
    return decompress(rows->blob(0));
}

struct Reviewed {
    const std::string& who;
    const std::string& why;
    std::optional<Claim> before;
    const Claim& after;
};

void log_review(Database& database, const Reviewed& reviewed) {
    const Claim& after = reviewed.after;
    const auto study_key = database.integer("SELECT study_key FROM document WHERE id = ?", after.document);
    if (!study_key) throw Error("there is no document " + after.document);
    const std::int64_t sequence = log_change(database, *study_key, "review", after.document);
    std::optional<std::string> before_json;
    if (reviewed.before) before_json = claim_text(*reviewed.before);
    database.execute("INSERT INTO review_event (claim, document, sequence, at_ms, who, why, before, after) "
                     "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                     after.id, after.document, sequence, now_ms(), reviewed.who, reviewed.why, before_json,
                     claim_text(after));
}

void require_person(std::string_view who) {
    if (who.empty()) throw Error("a review needs the name of the person who makes it");
}

void require_quote_in_text(const Claim& claim) {
    for (const Evidence& evidence : claim.evidence) {
        if (evidence.code_point_start || claim.method == Method::registry) continue;
        throw Error("the document does not say: " + evidence.quote);
    }
    if (claim.evidence.empty()) throw Error("a claim needs a quote of its document");
}

Claim reviewed_version(Database& database, const StoredClaim& stored, const ReviewRequest& request) {
    Claim after = request.correction.value_or(stored.claim);
    after.id = stored.claim.id;
    after.document = stored.claim.document;
    after.study.reset();
    after.status = request.verdict;
    if (request.correction) {
        after.method = stored.claim.method;
        reanchor(after, document_text(database, stored.document_key));
        require_quote_in_text(after);
    }
    return after;
}

} // namespace

std::optional<StoredClaim> stored_claim(Database& database, std::string_view claim_id) {
    Rows rows = database.query("SELECT document_key, position, json FROM claim WHERE id = ?", claim_id);
    if (!rows.next()) return std::nullopt;
    return StoredClaim{rows->integer(0), rows->integer(1), parsed(rows->text(2))};
}

std::vector<Claim> claims_of(Database& database, std::int64_t document_key) {
    std::vector<Claim> claims;
    Rows rows = database.query("SELECT json FROM claim WHERE document_key = ? ORDER BY position, id", document_key);
    while (rows.next())
        claims.push_back(parsed(rows->text(0)));
    return claims;
}

void replace_claims(Database& database, std::int64_t document_key, const PreparedDocument& document) {
    std::vector<StoredClaim> reviewed = reviewed_claims(database, document_key, document.id);
    database.execute("DELETE FROM claim WHERE document_key = ?", document_key);
    std::set<std::string> said;
    if (!reviewed.empty()) {
        const std::string text = decompress(document.packed_text);
        for (StoredClaim& stored : reviewed) {
            reanchor(stored.claim, text);
            write_claim(database, stored);
            said.insert(stored.claim.id);
            said.insert(claim_id(document.id, stored.claim));
        }
    }
    std::int64_t position = 0;
    for (const PreparedClaim& prepared : document.claims) {
        ++position;
        if (said.contains(prepared.claim.id)) continue;
        insert_claim(database, document_key, position, prepared.claim, prepared.json);
    }
}

void review_claim(Database& database, const ReviewRequest& request) {
    require_person(request.who);
    if (request.correction.has_value() != (request.verdict == ReviewStatus::corrected)) {
        throw Error("a correction is given with the verdict \"corrected\", and with no other");
    }
    const std::optional<StoredClaim> stored = stored_claim(database, request.claim_id);
    if (!stored) throw Error("there is no claim " + request.claim_id);
    const Claim after = reviewed_version(database, *stored, request);
    write_claim(database, {stored->document_key, stored->position, after});
    log_review(database, {request.who, request.why, stored->claim, after});
}

std::string add_claim(Database& database, const ClaimRequest& request) {
    require_person(request.who);
    const std::optional<std::string> document_id = resolve(database, request.document);
    if (!document_id) throw Error("there is no document " + request.document);
    const std::int64_t key = document_key(database, *document_id).value();
    const auto position = database.integer("SELECT max(position) + 1 FROM claim WHERE document_key = ?", key);
    StoredClaim stored{key, position.value_or(1), request.claim};
    stored.claim.id = claim_id(*document_id, request.claim);
    stored.claim.document = *document_id;
    stored.claim.study.reset();
    stored.claim.method = Method::curator;
    stored.claim.status = ReviewStatus::accepted;
    reanchor(stored.claim, document_text(database, key));
    require_quote_in_text(stored.claim);
    if (stored_claim(database, stored.claim.id)) throw Error("the document has this claim already: " + stored.claim.id);
    write_claim(database, stored);
    log_review(database, {request.who, request.why, std::nullopt, stored.claim});
    return stored.claim.id;
}

std::vector<ReviewEvent> review_events(Database& database, std::string_view claim_id) {
    std::vector<ReviewEvent> events;
    Rows rows = database.query(
        "SELECT sequence, at_ms, who, why, before, after FROM review_event WHERE claim = ? ORDER BY key", claim_id);
    while (rows.next()) {
        ReviewEvent event{rows->integer(0),           rows->integer(1), std::string(rows->text(2)),
                          std::string(rows->text(3)), std::nullopt,     parsed(rows->text(5))};
        if (!rows->is_null(4)) event.before = parsed(rows->text(4));
        events.push_back(std::move(event));
    }
    return events;
}

} // namespace ekb::kb
