// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace ekb::query {

/// What an import made of what came in one format.
struct FormatCounts {
    std::size_t files = 0;     ///< sources: files, or members of archives
    std::size_t records = 0;   ///< cut from them
    std::size_t documents = 0; ///< imported or updated: how many records are read that the store holds is a matter of timing
    std::size_t claims = 0;    ///< of these documents
    std::size_t concepts = 0;  ///< of vocabularies
    std::size_t rejected = 0;  ///< sources and records that could not be read
    std::map<std::string, std::size_t> reasons{}; ///< of these, by reason_kind
};

/// Counts by the format's name; "-" for what is in no format that is read.
using CountsByFormat = std::map<std::string, FormatCounts>;

/// A reason without the words that it quotes, so that reasons of one kind are one: "the reference “…” has neither a title
/// nor an abstract".
std::string reason_kind(std::string_view message);

} // namespace ekb::query
