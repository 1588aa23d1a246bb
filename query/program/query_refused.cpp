// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/query_refused.h"

#include "query/limits.h"

#include <fmt/format.h>

#include <algorithm>

namespace ekb::query {

namespace {

std::string marked(std::string_view query, const QueryError& error) {
    if (query.size() > longest_query) return error.message; // nobody finds a place in it
    return fmt::format("{}\n  {}\n  {:>{}}{:^>{}}", error.message, query, "", error.offset, "", std::max<std::size_t>(error.length, 1));
}

} // namespace

QueryRefused::QueryRefused(std::string_view query, const QueryError& error) : std::runtime_error(marked(query, error)) {}

} // namespace ekb::query
