// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/enums.h"
#include "kb/store/reader.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::indexer {

class Stemmer;

/// What a query can ask of one claim of a study, for every claim of it in a few hundred bytes that the index keeps in
/// Slot::claims: a query that asks for several things in one claim reads them in place of the study's card.
std::string claims_digest(const kb::StoredStudy& study, Stemmer& stem);
/// The same of one claim by itself, and of arms of its report.
std::string claims_digest(const Claim& claim, std::span<const Arm* const> arms, Stemmer& stem);

/// A word as the text has it (folded), and its stem. They live as long as the digest's bytes.
struct DigestWord {
    std::string_view word;
    std::string_view stem_begin; ///< the stem is this
    std::string_view stem_end;   ///< and this

    bool has_stem(std::string_view stem) const {
        return stem.size() == stem_begin.size() + stem_end.size() && stem.starts_with(stem_begin) &&
               stem.ends_with(stem_end);
    }
};

/// A thing that a claim names; numbers count in the digest's words and names.
struct DigestNamed {
    bool given = false;
    std::optional<std::uint32_t> concept_name;
    std::span<const std::uint32_t> words;
};

/// The intervention of an arm without any endpoint, or a claim.
struct DigestClaim {
    bool is_arm = false;
    DigestNamed intervention, comparator, condition, endpoint;
    std::optional<Direction> direction;
    std::optional<Favours> favours;
    std::optional<double> p;
    std::optional<PRelation> p_op;
    std::optional<double> dose, dose_high;
    std::optional<std::uint32_t> dose_unit, route; ///< of the names
    ReviewStatus status = ReviewStatus::unreviewed;
};

/// A digest, read. Reading another one into it takes no new memory.
class ClaimDigests {
public:
    /// Throws Error where the bytes are not claims_digest()'s. What is read lives as long as `bytes` and until the next
    /// call.
    void read(std::string_view bytes);

    const std::vector<DigestWord>& words() const { return m_words; }
    const std::vector<std::string_view>& names() const { return m_names; }
    const std::vector<DigestClaim>& claims() const { return m_claims; }

private:
    std::vector<DigestWord> m_words;
    std::vector<std::string_view> m_names; // of concepts, units and routes
    std::vector<std::uint32_t> m_word_numbers;
    std::vector<DigestClaim> m_claims;
};

} // namespace ekb::indexer
