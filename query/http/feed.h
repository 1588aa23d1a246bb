// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/history.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ekb::query::http {

/// One thing that a feed tells.
struct FeedEntry {
    std::string id;    ///< an URI; the same thing always has the same
    std::string title;
    std::string text;
    std::string url;   ///< where it is told in full
    std::int64_t at_ms = 0; ///< milliseconds since 1970, UTC

    bool operator==(const FeedEntry&) const = default;
};

/// What happens, newest first.
struct Feed {
    std::string id;    ///< an URI
    std::string title;
    std::string url;   ///< of the feed itself
    std::int64_t at_ms = 0; ///< of the newest entry; of an empty feed when the query was saved, or 0
    std::vector<FeedEntry> entries;
    kb::Snapshot snapshot = {}; ///< that it is told of
};

/// RFC 4287.
std::string atom_text(const Feed& feed);
/// JSON Feed 1.1 (jsonfeed.org).
std::string json_feed_text(const Feed& feed);

} // namespace ekb::query::http
