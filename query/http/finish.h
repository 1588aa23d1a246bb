// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/message.h"

#include <ctime>
#include <mutex>
#include <string>

namespace ekb::query::http {

/// A reply with what is the same each time that it is sent: its tag, and its compressed form, which is made when first
/// asked for. Thread-safe.
class PreparedReply {
public:
    explicit PreparedReply(Response reply); ///< a reply that is whole, without `more`

    const Response response;
    const std::string tag; ///< its ETag; empty where it must not be kept, or is no 200
    const std::string& gzipped_body() const;

private:
    mutable std::once_flag m_once;
    mutable std::string m_gzipped;
};

/// What every reply needs, whoever made it: Date, nosniff, CORS for reading, ETag and 304, gzip where the client takes
/// it and it pays, Content-Length: of what GET sends with 200, also where HEAD or 304 sends no body. A reply that is made
/// while it is sent (`more`) has no Content-Length; it keeps the ETag that its maker gave it, and is compressed part by
/// part.
Response finish(const Request& request, const PreparedReply& prepared, std::time_t now);
Response finish(const Request& request, Response response, std::time_t now);

/// The ETag of what follows from `content` alone. Weak, because the same content may be sent compressed or not.
std::string entity_tag(std::string_view content);

/// True where an Accept-Encoding of that value lets gzip be sent.
bool accepts_gzip(std::string_view accept_encoding);

} // namespace ekb::query::http
