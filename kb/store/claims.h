// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/prepared.h"
#include "kb/store/review.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::kb {

class Database;

/// The claims' rows, and persons' words on them. What writes is to be called inside the transaction of the write that
/// it belongs to. All throw Error where the store cannot be read or written.

/// A claim and where it stands.
struct StoredClaim {
    std::int64_t document_key = 0;
    std::int64_t position = 0; ///< in its document
    Claim claim;               ///< its study is not filled
};

std::optional<StoredClaim> stored_claim(Database& database, std::string_view claim_id);
std::vector<Claim> claims_of(Database& database, std::int64_t document_key);

/// Writes what a newer reading of the document claims in the place of what an older one did. Claims that a person
/// reviewed stay, or come back where the document itself was removed since; their quotes are found again in the text,
/// and no new claim that says the same is put beside them.
void replace_claims(Database& database, std::int64_t document_key, const PreparedDocument& document);

/// Applies a person's word, appends it to the change log and keeps it as an event. As Writer::review.
void review_claim(Database& database, const ReviewRequest& request);
/// As Writer::add_claim.
std::string add_claim(Database& database, const ClaimRequest& request);

/// As Reader::review_events.
std::vector<ReviewEvent> review_events(Database& database, std::string_view claim_id);

} // namespace ekb::kb
