// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ekb::query::http {

/// Header fields in order; a name may come more than once and is compared without regard to case.
using Headers = std::vector<std::pair<std::string, std::string>>;

/// The value of the first field of that name; nullopt where there is none. It lives as long as `headers`.
std::optional<std::string_view> header(const Headers& headers, std::string_view name);

/// Replaces every field of that name by one.
void set_header(Headers& headers, std::string name, std::string value);

/// A request as it came, nothing decoded.
struct Request {
    std::string method; ///< as sent: "GET"
    std::string path;   ///< percent-encoded, from "/", without the query
    std::string query;  ///< percent-encoded, without "?"
    Headers headers;
    std::string body;
};

/// A reply: what handlers give and what the adapter sends.
struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    /// Gives what follows the body, a part at a time; empty after the last. Empty itself: nothing follows. It may throw,
    /// and then the reply breaks off.
    std::function<std::string()> more = {};
};

/// A reply of that type, 200.
Response reply(std::string content_type, std::string body);

} // namespace ekb::query::http
