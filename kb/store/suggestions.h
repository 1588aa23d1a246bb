// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/likeness.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace ekb::kb {

class Database;

/// As Reader::join_suggestions.
std::vector<JoinSuggestion> join_suggestions(Database& database, std::optional<std::int64_t> study_key,
                                             std::size_t limit);

} // namespace ekb::kb
