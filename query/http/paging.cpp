// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/paging.h"

#include "query/http/api_parts.h"
#include "query/http/cursor.h"
#include "query/http/url.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ekb::query::http {

namespace {

/// What does not change from part to part: neither what says which part, nor how large it is.
bool names_list(std::string_view parameter) {
    constexpr std::array<std::string_view, 5> of_part{"cursor", "offset", "limit", "as_of", "other_claims"};
    return std::ranges::find(of_part, parameter) == of_part.end();
}

std::string list_name(const Call& call) {
    std::string name = call.request.path;
    for (const auto& [parameter, value] : call.query) {
        if (names_list(parameter)) name += fmt::format("&{}={}", parameter, percent_encoded(value));
    }
    return name;
}

std::string next_address(const Call& call, const std::string& cursor) {
    std::string address = call.request.path + "?";
    for (const auto& [parameter, value] : call.query) {
        if (parameter == "cursor" || parameter == "offset" || parameter == "as_of") continue;
        address += fmt::format("{}={}&", parameter, percent_encoded(value));
    }
    return address + "cursor=" + cursor;
}

Response wrong_cursor(std::string detail, std::string hint) {
    return problem_response({ProblemKind::bad_parameter, std::move(detail), std::move(hint), "cursor"});
}

Response part_reply(const Call& call, Told told, std::size_t offset) {
    const std::size_t end = offset + told.given;
    const bool more = told.given > 0 && end < told.total;
    const std::string next = more ? cursor_text({told.snapshot.sequence, end}, list_name(call)) : std::string();
    told.body.pop_back();
    told.body += more ? fmt::format(R"(,"next":"{}"}})", next) : R"(,"next":null})";
    Response response = json_reply(std::move(told));
    if (more) set_header(response.headers, "Link", fmt::format(R"(<{}>; rel="next")", next_address(call, next)));
    return response;
}

Response answered(const Call& call, const ListPart& part, std::size_t offset, const AsOf& as_of) {
    auto told = part(offset, as_of);
    return told ? part_reply(call, std::move(told.value()), offset) : query_problem(told.error(), "q");
}

} // namespace

Response list_reply(Evidence& evidence, const Call& call, const ListPart& part) {
    const std::size_t offset = size_value(call, "offset");
    const auto text = call.text("cursor");
    if (!text) {
        return with_as_of(evidence, call, [&](const AsOf& as_of) { return answered(call, part, offset, as_of); });
    }
    if (offset != 0 || call.text("as_of"))
        return wrong_cursor("a cursor is given with offset or as_of", "it names both itself: leave them out");
    const auto cursor = read_cursor(*text, list_name(call));
    if (!cursor) return wrong_cursor("this is no cursor of this query", "send it with the query that it came with, unchanged");
    const auto snapshot = evidence.snapshot(std::to_string(cursor->sequence));
    if (!snapshot) return wrong_cursor(snapshot.error(), "start again without a cursor");
    return answered(call, part, cursor->offset, *snapshot);
}

} // namespace ekb::query::http
