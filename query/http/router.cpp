// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/router.h"

#include "kb/model/error.h"
#include "query/http/parameters.h"
#include "query/http/problem.h"
#include "query/http/url.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace ekb::query::http {

namespace {

constexpr std::array<std::string_view, 9> known_methods{"GET",    "HEAD",    "POST",  "PUT",    "PATCH",
                                                        "DELETE", "OPTIONS", "TRACE", "CONNECT"};

bool is_name(std::string_view part) {
    return part.size() > 2 && part.front() == '{' && part.back() == '}';
}

/// What stands for the pattern's names in the path; nullopt where the path is another.
std::optional<Values> fit(std::string_view pattern, const std::vector<std::string>& segments) {
    Values values;
    pattern.remove_prefix(1);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const auto end = pattern.find('/');
        const auto part = pattern.substr(0, end);
        if (is_name(part) && !segments[i].empty()) {
            values.emplace_back(part.substr(1, part.size() - 2), segments[i]);
        } else if (part != segments[i]) {
            return std::nullopt;
        }
        const bool last = i + 1 == segments.size();
        if (last != (end == std::string_view::npos)) return std::nullopt;
        if (!last) pattern.remove_prefix(end + 1);
    }
    return values;
}

std::vector<std::string_view> allowed_methods(const std::vector<const Route*>& routes) {
    std::vector<std::string_view> allowed;
    for (const auto* route : routes) {
        allowed.push_back(route->method);
        if (route->method == "GET") allowed.push_back("HEAD");
    }
    allowed.push_back("OPTIONS");
    return allowed;
}

Response options_reply(const std::string& allow) {
    // Not 204: its replies may have no Content-Length, and the socket's side sends none without.
    return {200,
            {{"Allow", allow}, {"Access-Control-Allow-Methods", "GET, HEAD"}, {"Access-Control-Max-Age", "86400"}},
            {}};
}

Response wrong_method(const Request& request, const std::string& allow) {
    const bool known = std::find(known_methods.begin(), known_methods.end(), request.method) != known_methods.end();
    const auto kind = known ? ProblemKind::method_not_allowed : ProblemKind::not_implemented;
    auto response =
        problem_response({kind, fmt::format("{} cannot be used here", request.method.substr(0, 40)), "use " + allow});
    set_header(response.headers, "Allow", allow);
    return response;
}

Response nothing_there(const Request& request) {
    return problem_response({ProblemKind::not_found, fmt::format("there is nothing at {}", request.path.substr(0, 200)),
                             "the API is described at /api/v1/openapi.json"});
}

const std::string* find(const Values& values, std::string_view name) {
    const auto found =
        std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.first == name; });
    return found == values.end() ? nullptr : &found->second;
}

} // namespace

const std::string& Call::in_path(std::string_view name) const {
    if (const auto* value = find(path, name)) return *value;
    throw Error(fmt::format("the route has no {{{}}}", name));
}

std::optional<std::string> Call::text(std::string_view name) const {
    const auto* value = find(query, name);
    return value ? std::optional(*value) : std::nullopt;
}

std::vector<std::string> Call::texts(std::string_view name) const {
    std::vector<std::string> all;
    for (const auto& [known, value] : query) {
        if (known == name) all.push_back(value);
    }
    return all;
}

long Call::integer(std::string_view name) const {
    if (const auto* value = find(query, name)) return std::stol(*value);
    throw Error(fmt::format("the route gives {} no standard value", name));
}

bool Call::flag(std::string_view name) const {
    return text(name) == "true";
}

std::string_view Router::pattern_of(const Request& request) const {
    const auto segments = path_segments(request.path);
    if (!segments) return "other";
    for (const auto& route : m_routes) {
        if (fit(route.pattern, *segments)) return route.pattern;
    }
    return "other";
}

Response Router::handle(const Request& request) const {
    const auto segments = path_segments(request.path);
    if (!segments) return problem_response({ProblemKind::malformed_request, segments.error()});
    std::vector<const Route*> here;
    for (const auto& route : m_routes) {
        if (fit(route.pattern, *segments)) here.push_back(&route);
    }
    if (here.empty()) return nothing_there(request);
    const auto allow = fmt::format("{}", fmt::join(allowed_methods(here), ", "));
    if (request.method == "OPTIONS") return options_reply(allow);
    const auto method = request.method == "HEAD" ? "GET" : request.method;
    const auto route = std::find_if(here.begin(), here.end(), [&](const Route* r) { return r->method == method; });
    if (route == here.end()) return wrong_method(request, allow);
    auto values = checked_parameters((*route)->parameters, request.query);
    if (!values) return problem_response(values.error());
    return (*route)->handler({request, *fit((*route)->pattern, *segments), std::move(*values)});
}

} // namespace ekb::query::http
