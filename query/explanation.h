// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ekb::query {

/// What one part of a query's outermost AND does.
struct ClauseVerdict {
    std::string clause;          ///< in the query language
    std::size_t trials = 0;      ///< that match this part alone
    std::size_t without = 0;     ///< that match all the other parts
    std::optional<bool> matched; ///< whether the trial that was asked about does
};

/// Why a query finds what it finds.
struct Explanation {
    std::string query_read;
    std::size_t total = 0;
    std::optional<std::string> study; ///< the trial that was asked about; empty where none was, or it is not known
    std::optional<bool> matched;      ///< whether the query finds it
    std::vector<ClauseVerdict> clauses;
};

} // namespace ekb::query
