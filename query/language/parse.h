// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/expected.h"
#include "query/language/node.h"
#include "query/query_error.h"

#include <string_view>

namespace ekb::query {

/// Parses a query (docs/query-language.md). Whatever is not understood — a field, a value, an operator, an open bracket
/// — is an error that points at it. Thread-safe.
Expected<Node, QueryError> parse_query(std::string_view query);

} // namespace ekb::query
