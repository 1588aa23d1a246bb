// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace ekb::query {

/// What of a query was not understood: where, in Unicode code points, and why, with the nearest known name.
struct QueryError {
    std::size_t offset = 0;
    std::size_t length = 0;
    std::string message;

    bool operator==(const QueryError&) const = default;
};

} // namespace ekb::query
