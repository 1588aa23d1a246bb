// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"
#include "kb/store/reader.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::indexer {

/// What an answer shows of a study, and all that it is made from.
struct StudyCard {
    std::int64_t key = 0;
    std::string id;
    std::string title;               ///< of its registry record where it has one, else of its first document
    std::vector<Document> documents; ///< without content, claims and notices
    std::vector<Claim> claims;       ///< of all documents, in their order

    bool operator==(const StudyCard&) const = default;
};

StudyCard study_card(kb::StoredStudy study);

/// The bytes that the index keeps for a card, all but its key: its fields one after the other (card_fields.h), compressed.
std::string packed(const StudyCard& card);
/// The card of this key that packed() made the bytes from. Throws Error for other bytes.
StudyCard unpacked(std::string_view bytes, std::int64_t key);
/// Calls for each claim of the card that packed() made the bytes from, in its order, with what the claim names, its species and its
/// status: the other members are empty. The claim is the callee's until it returns. Throws Error for other bytes.
void each_claim_named(std::string_view bytes, const std::function<void(const Claim&)>& take);

} // namespace ekb::indexer
