// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/study_entry.h"

#include <optional>
#include <string>
#include <string_view>

namespace ekb::indexer {

/// The term that the index uses: longer ones are cut, as Xapian keeps 245 bytes at most.
std::string with_prefix(std::string_view prefix, std::string_view value);
/// The same in lower case (ASCII), for identifiers and names.
std::string with_prefix_lower(std::string_view prefix, std::string_view value);

/// Adds to a term's frequency, and a place where it stands.
void add_posting(StudyEntry& entry, std::string_view term, std::uint32_t frequency,
                 std::optional<std::uint32_t> position = std::nullopt);
/// Marks that the term is there; it adds nothing to the entry's length.
void add_boolean(StudyEntry& entry, std::string_view term);

} // namespace ekb::indexer
