// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/prepared.h"

#include "kb/json/contract_text.h"
#include "kb/model/error.h"
#include "kb/store/likeness.h"
#include "kb/store/packing.h"

#include <algorithm>
#include <map>
#include <utility>

namespace ekb::kb {

namespace {

void forget_concept(std::optional<Named>& named) {
    if (named) named = Named{named->text, std::nullopt, std::nullopt};
}

std::vector<PreparedClaim> prepare_claims(const Document& document) {
    std::vector<PreparedClaim> prepared;
    prepared.reserve(document.claims.size());
    std::map<std::string, int> seen;
    for (const Claim& claim : document.claims) {
        PreparedClaim one{claim, {}};
        one.claim.document = document.id;
        one.claim.study.reset();
        one.claim.id = claim_id(document.id, claim);
        // The document may say the same thing twice.
        if (const int before = seen[one.claim.id]++; before > 0) one.claim.id += "-" + std::to_string(before + 1);
        one.json = claim_text(one.claim);
        prepared.push_back(std::move(one));
    }
    return prepared;
}

} // namespace

std::string hash_of_raw(const RawSource& raw) {
    return hash(raw.format, raw.bytes);
}

std::string claim_id(std::string_view document_id, const Claim& claim) {
    constexpr std::size_t digest_bytes = 12;
    Claim said = claim;
    said.id.clear();
    said.document.clear();
    said.study.reset();
    said.confidence.reset();
    said.status = ReviewStatus::unreviewed;
    said.intervention = {claim.intervention.text, std::nullopt, std::nullopt};
    forget_concept(said.comparator);
    forget_concept(said.condition);
    said.endpoint.concept_id.reset();
    said.endpoint.label.reset();
    for (Evidence& evidence : said.evidence) {
        evidence.code_point_start.reset();
        evidence.code_point_end.reset();
    }
    return hexadecimal(hash(document_id, claim_text(said)).substr(0, digest_bytes));
}

namespace {

bool is_title_only(const Document& document) {
    const auto& blocks = document.content.blocks;
    return document.claims.empty() && document.notices.empty() && !document.retracted && !blocks.empty() &&
           std::ranges::all_of(blocks, [](const Block& block) { return block.kind == BlockKind::title; });
}

} // namespace

PreparedDocument prepare(const Document& document, const RawSource& raw) {
    if (document.id.empty()) throw Error("a document without an id cannot be stored: " + document.title);
    PreparedDocument prepared;
    prepared.id = document.id;
    prepared.type = document.type;
    prepared.json = bare_document_text(document);
    prepared.packed_text = compress(document.content.text);
    prepared.raw_hash = hash_of_raw(raw);
    prepared.raw_format = raw.format;
    prepared.raw_size = raw.bytes.size();
    prepared.packed_raw = compress(raw.bytes);
    prepared.extractor_version = raw.extractor_version;
    prepared.identifiers = own_identifiers(document);
    prepared.notices = targeted_notices(document, prepared.identifiers);
    prepared.claims = prepare_claims(document);
    prepared.fingerprints = fingerprints_of(document);
    prepared.title_only = is_title_only(document);
    return prepared;
}

} // namespace ekb::kb
