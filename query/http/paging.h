// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/evidence.h"
#include "query/http/router.h"

#include <functional>
#include <string>

namespace ekb::query::http {

inline constexpr Parameter cursor_parameter{
    .name = "cursor",
    .description = "what the part before gave as next: the part after it, of the same snapshot; with the same query",
    .maximum = 80};

/// Gives the part of a list that begins at the offset, of the state.
using ListPart = std::function<Expected<Told, QueryError>(std::size_t offset, const AsOf& as_of)>;

/// The part of a list that the parameters offset, as_of and cursor name, with `next` in its body: the cursor of the part
/// after it, null after the last; and with the address of that part in its header Link. A problem where the cursor is of
/// another route or query, or is given beside offset or as_of.
Response list_reply(Evidence& evidence, const Call& call, const ListPart& part);

} // namespace ekb::query::http
