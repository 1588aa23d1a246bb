// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/message.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ekb::query::http {

/// Where a reader of a list is: in the order of one snapshot, of one query.
struct Cursor {
    std::int64_t sequence = 0; ///< of the snapshot
    std::size_t offset = 0;    ///< how many studies were given before

    bool operator==(const Cursor&) const = default;
};

/// The cursor as clients carry it, tied to what is read: the route and the query. It holds no secret, and says nothing
/// that a client may rely on.
std::string cursor_text(const Cursor& cursor, std::string_view what);
/// nullopt where the text is no cursor, or one of something else.
std::optional<Cursor> read_cursor(std::string_view text, std::string_view what);

} // namespace ekb::query::http
