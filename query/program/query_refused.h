// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/query_error.h"

#include <stdexcept>
#include <string_view>

namespace ekb::query {

/// Thrown where the user's query is not understood; the command line was used wrongly. `what` says what is wrong, with the
/// query and the place marked below it, for standard error: "no field …\n  interventoin:B12\n  ^^^^^".
class QueryRefused : public std::runtime_error {
public:
    QueryRefused(std::string_view query, const QueryError& error);
};

} // namespace ekb::query
