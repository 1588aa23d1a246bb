// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/discrepancy.h"

#include <optional>
#include <string>
#include <vector>

namespace ekb::kb {

enum class LikenessKind { title, intervention, dose, n_randomised, n_analysed, endpoint, condition, year };

/// In what two documents are alike.
struct LikenessReason {
    LikenessKind kind = LikenessKind::title;
    std::string document_a; ///< the words or figure of the one
    std::string document_b; ///< and of the other; or the same words, where its text has them and its claims do not

    bool operator==(const LikenessReason&) const = default;
};

/// Two documents that may report one trial, for a person to judge.
struct JoinSuggestion {
    std::string document_a; ///< an id; the older of the two in the store
    std::string document_b;
    double score = 0; ///< the weights of the reasons, less that of different sample sizes: higher is likelier
    std::vector<LikenessReason> reasons;
    /// What the two would disagree on as reports of one study; from the store: what all reports of their two studies
    /// would.
    std::vector<Discrepancy> disagreements;

    bool operator==(const JoinSuggestion&) const = default;
};

/// Values that documents which may report one trial share: a hash of a long title's words; the number randomised with
/// an intervention, or with an endpoint; an intervention with its dose and an endpoint. Only documents that share one
/// are compared. Thread-safe.
std::vector<std::string> fingerprints_of(const Document& document);

/// Whether the two look like reports of one trial, and why; nullopt where they do not, or give different numbers of one
/// registry as their own. A pure function; thread-safe.
std::optional<JoinSuggestion> suggest_join(const Document& a, const Document& b);

} // namespace ekb::kb

template <>
struct ekb::EnumNames<ekb::kb::LikenessKind> {
    static constexpr std::array<std::pair<ekb::kb::LikenessKind, std::string_view>, 8> rows{
        {{ekb::kb::LikenessKind::title, "title"},
         {ekb::kb::LikenessKind::intervention, "intervention"},
         {ekb::kb::LikenessKind::dose, "dose"},
         {ekb::kb::LikenessKind::n_randomised, "n_randomised"},
         {ekb::kb::LikenessKind::n_analysed, "n_analysed"},
         {ekb::kb::LikenessKind::endpoint, "endpoint"},
         {ekb::kb::LikenessKind::condition, "condition"},
         {ekb::kb::LikenessKind::year, "year"}}};
};
