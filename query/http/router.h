// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/message.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::query::http {

enum class ParameterKind { text, integer, flag };

/// One query parameter that a route takes: what the router checks and the API's description says.
struct Parameter {
    std::string_view name;
    std::string_view description;
    ParameterKind kind = ParameterKind::text;
    bool required = false;
    bool repeatable = false;
    long minimum = 0; ///< of an integer; of a text's length in bytes
    long maximum = 0;
    std::optional<long> standard = {}; ///< of an integer that is not given
};

using Values = std::vector<std::pair<std::string, std::string>>;

/// A request that fits its route: every parameter is known and of its kind.
struct Call {
    const Request& request;
    Values path;  ///< what stands for the names in braces, decoded
    Values query; ///< decoded; integers that were not given have their standard value

    const std::string& in_path(std::string_view name) const; ///< throws Error where the route has no such name
    std::optional<std::string> text(std::string_view name) const;
    std::vector<std::string> texts(std::string_view name) const;
    long integer(std::string_view name) const; ///< throws Error where the route does not give it a standard value
    bool flag(std::string_view name) const;    ///< false where it is not given
};

using Handler = std::function<Response(const Call&)>;

/// One way in. `pattern` is "/api/v1/documents/{id}": a name in braces stands for one segment.
struct Route {
    std::string_view method = "GET";
    std::string_view name; ///< for the API's description: its operationId
    std::string_view pattern;
    std::string_view summary;
    std::string_view content_type = "application/json"; ///< of a good reply
    std::vector<std::string_view> other_content_types = {}; ///< that it may have instead: files of other programs
    std::string_view schema;                            ///< of a good reply: a name of data/schemas.json
    std::string_view request_schema = {}; ///< of the body, where it takes one: a name of data/schemas.json
    std::string_view request_type = "application/json"; ///< of the body
    std::vector<Parameter> parameters = {};
    Handler handler;
};

/// Finds a request's route and checks its parameters. HEAD goes where GET goes, OPTIONS is answered here; anything
/// that does not fit is a problem. Thread-safe when the handlers are.
class Router {
public:
    explicit Router(std::vector<Route> routes) : m_routes(std::move(routes)) {}

    Response handle(const Request& request) const;
    const std::vector<Route>& routes() const { return m_routes; }
    /// The pattern that the request's path fits, for counting; "other" where none does.
    std::string_view pattern_of(const Request& request) const;

private:
    std::vector<Route> m_routes;
};

} // namespace ekb::query::http
