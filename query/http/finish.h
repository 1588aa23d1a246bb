// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/message.h"

#include <ctime>

namespace ekb::query::http {

/// What every reply needs, whoever made it: Date, nosniff, CORS for reading, ETag and 304, gzip where the client takes
/// it and it pays, Content-Length: of what GET sends with 200, also where HEAD or 304 sends no body.
Response finish(const Request& request, Response response, std::time_t now);

/// The bytes in gzip's format (RFC 1952); always the same for the same bytes.
std::string gzipped(std::string_view bytes);

/// True where an Accept-Encoding of that value lets gzip be sent.
bool accepts_gzip(std::string_view accept_encoding);

} // namespace ekb::query::http
