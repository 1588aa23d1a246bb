// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/api_parts.h"

#include "query/history/as_of.h"

#include <fmt/format.h>

#include <utility>

namespace ekb::query::http {

std::size_t size_value(const Call& call, std::string_view name) {
    return static_cast<std::size_t>(call.integer(name));
}

Response json_text_reply(std::string body, Caching caching) {
    auto response = reply("application/json", std::move(body));
    set_header(response.headers, "Cache-Control", caching == Caching::asks_again ? "no-cache" : "no-store");
    return response;
}

Response told_reply(std::string content_type, Told told) {
    auto response = reply(std::move(content_type), std::move(told.body));
    set_header(response.headers, "Cache-Control", "no-cache");
    set_header(response.headers, "EKB-Snapshot", std::to_string(told.snapshot.sequence));
    if (told.snapshot.at_ms) set_header(response.headers, "EKB-Snapshot-Time", utc_time(*told.snapshot.at_ms));
    return response;
}

Response json_reply(Told told) {
    return told_reply("application/json", std::move(told));
}

Response found_or_not(const std::optional<Told>& found, std::string_view what, const std::string& id) {
    if (found) return json_reply(*found);
    return problem_response(
        {ProblemKind::not_found, fmt::format("the knowledge base holds no {} \"{}\"", what, id.substr(0, 200))});
}

namespace {

/// What to do instead, where the message says it: "…: did you mean dose?".
std::string hint_of(const std::string& message) {
    for (const std::string_view begin : {"did you mean ", "write ", "the fields are ", "it has "}) {
        if (const auto at = message.rfind(begin); at != std::string::npos) return message.substr(at);
    }
    return "docs/query-language.md tells the fields and operators; a word in quotation marks is only a word";
}

} // namespace

Response query_problem(const QueryError& error, std::string_view parameter) {
    return problem_response({ProblemKind::bad_query, error.message, hint_of(error.message), std::string(parameter),
                             Position{error.offset, error.length}});
}

Response with_as_of(Evidence& evidence, const Call& call, const std::function<Response(const AsOf&)>& answer) {
    const auto text = call.text("as_of");
    if (!text) return answer(std::nullopt);
    const auto snapshot = evidence.snapshot(*text);
    if (!snapshot)
        return problem_response({ProblemKind::bad_parameter, snapshot.error(), std::string(as_of_parameter.description), "as_of"});
    return answer(*snapshot);
}

Handler as_of_handler(Evidence& evidence, Response (*answer)(Evidence&, const Call&, const AsOf&)) {
    return [&evidence, answer](const Call& call) {
        return with_as_of(evidence, call, [&](const AsOf& as_of) { return answer(evidence, call, as_of); });
    };
}

} // namespace ekb::query::http
