// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"
#include "kb/store/identifier.h"
#include "kb/store/notices.h"
#include "kb/store/reader.h"

#include <cstddef>
#include <string>
#include <vector>

namespace ekb::kb {

struct PreparedClaim {
    Claim claim; ///< with its id and document
    std::string json;
};

/// A document made ready to be written: packed, hashed, its claims numbered. Making it is most of the work of a put and
/// touches no store, so that it can be done on any thread.
struct PreparedDocument {
    std::string id;
    DocumentType type = DocumentType::article;
    std::string json; ///< the contract's, without text and claims
    std::string packed_text;
    std::string raw_hash; ///< as hash_of_raw
    std::string raw_format;
    std::size_t raw_size = 0; ///< bytes before packing
    std::string packed_raw;
    int extractor_version = 0;
    std::vector<OwnIdentifier> identifiers;
    std::vector<TargetedNotice> notices;
    std::vector<PreparedClaim> claims;
    std::vector<std::string> fingerprints;
    bool title_only = false; ///< it says no more than a title, and no notice
};

/// Throws Error where the document has no id. Thread-safe.
PreparedDocument prepare(const Document& document, const RawSource& raw);

/// What tells raw sources apart: BLAKE2b-256 of format and bytes. Thread-safe.
std::string hash_of_raw(const RawSource& raw);

/// The id of a claim of this document: 24 hexadecimal digits of a hash of the document's id and what the claim says,
/// with neither its offsets nor anything that a newer vocabulary or calibration would change. Thread-safe.
std::string claim_id(std::string_view document_id, const Claim& claim);

} // namespace ekb::kb
