// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/authorise.h"

#include <fmt/format.h>

namespace ekb::query::http {

namespace {

Unexpected<Problem> unauthorized(std::string detail) {
    return Unexpected(Problem{ProblemKind::unauthorized, std::move(detail),
                              "send Authorization: Bearer and a token that ekb token gave"});
}

} // namespace

Expected<kb::ApiToken, Problem> holder(Curation& curation, const Request& request, kb::TokenRole role) {
    constexpr std::string_view scheme = "Bearer ";
    const auto shown = header(request.headers, "Authorization");
    if (!shown) return unauthorized("no token was sent");
    if (!shown->starts_with(scheme)) return unauthorized("Authorization is not Bearer and a token");
    auto token = curation.token(shown->substr(scheme.size()));
    if (!token) return unauthorized("the token is not known, or was revoked");
    if (token->role == role || token->role == kb::TokenRole::admin) return *token;
    return Unexpected(Problem{ProblemKind::forbidden, fmt::format("the token's role is {}; {} is needed",
                                                                  name_of(token->role), name_of(role))});
}

bool is_json(const Request& request) {
    return header(request.headers, "Content-Type").value_or("").starts_with("application/json");
}

Response refusal(const Problem& problem) {
    auto response = problem_response(problem);
    if (response.status == 401) set_header(response.headers, "WWW-Authenticate", "Bearer");
    return response;
}

} // namespace ekb::query::http
