// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/evidence.h"
#include "query/http/problem.h"
#include "query/http/router.h"
#include "query/limits.h"

#include <functional>
#include <string>
#include <string_view>

namespace ekb::query::http {

/// What several routes take and give.

inline constexpr Parameter limit_parameter{.name = "limit",
                                           .description = "how many studies to give at most",
                                           .kind = ParameterKind::integer,
                                           .minimum = 1,
                                           .maximum = 1000,
                                           .standard = 50};
inline constexpr Parameter offset_parameter{.name = "offset",
                                            .description = "how many studies to leave out at the beginning",
                                            .kind = ParameterKind::integer,
                                            .minimum = 0,
                                            .maximum = 100000,
                                            .standard = 0};
inline constexpr Parameter as_of_parameter{
    .name = "as_of",
    .description = "answer as it was at a snapshot (its number), a day (2026-01-31) or a time (2026-01-31T12:00:00Z)",
    .maximum = 40};

constexpr Parameter text_parameter(std::string_view name, std::string_view description, bool required) {
    return {.name = name, .description = description, .required = required, .maximum = longest_question};
}

/// A parameter that is a query in the query language.
constexpr Parameter query_parameter(std::string_view name, std::string_view description, bool required) {
    return {.name = name, .description = description, .required = required, .maximum = longest_query};
}

/// The value of an integer parameter that has a standard value.
std::size_t size_value(const Call& call, std::string_view name);

/// What a client may do with a reply that it has: ask whether it still stands, or nothing, where it is what was done.
enum class Caching { asks_again, keeps_nothing };
/// A JSON text that is of no snapshot.
Response json_text_reply(std::string body, Caching caching);
/// A reply with the snapshot that it is of in its header: EKB-Snapshot, and EKB-Snapshot-Time where it is known.
Response told_reply(std::string content_type, Told told);
Response json_reply(Told told);
/// The same, or that there is none.
Response found_or_not(const std::optional<Told>& found, std::string_view what, const std::string& id);

/// The problem of a query that was not understood.
Response query_problem(const QueryError& error, std::string_view parameter);

/// Answers as of the state that the parameter `as_of` names, or of now; a problem where there is no such state.
Response with_as_of(Evidence& evidence, const Call& call, const std::function<Response(const AsOf&)>& answer);
/// The handler of a route with that parameter.
Handler as_of_handler(Evidence& evidence, Response (*answer)(Evidence&, const Call&, const AsOf&));

} // namespace ekb::query::http
