// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/claim.h"

#include <cstdint>
#include <optional>
#include <string>

namespace ekb::kb {

/// A person's word on a claim.
struct ReviewRequest {
    std::string claim_id;
    ReviewStatus verdict = ReviewStatus::accepted; ///< `unreviewed` takes an earlier verdict back, not the correction
    std::optional<Claim> correction; ///< what the claim should say: given with the verdict `corrected`, with no other
    std::string who;
    std::string why;
};

/// A claim that a person adds to a document.
struct ClaimRequest {
    std::string document; ///< by any of its identifiers
    Claim claim;
    std::string who;
    std::string why;
};

/// What a person did to a claim. The events of a claim, in order, tell its whole life since it was read.
struct ReviewEvent {
    std::int64_t sequence = 0; ///< its entry in the change log
    std::int64_t at_ms = 0;    ///< milliseconds since 1970, UTC
    std::string who;
    std::string why;
    std::optional<Claim> before; ///< empty where the person added the claim
    Claim after;

    bool operator==(const ReviewEvent&) const = default;
};

} // namespace ekb::kb
