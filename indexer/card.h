// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"
#include "kb/store/reader.h"

#include <cstdint>
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

} // namespace ekb::indexer
