// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/message.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::query::http {

/// What can go wrong, as a client's program tells it apart. The names are those of problem_rows.
enum class ProblemKind {
    malformed_request,
    unknown_parameter,
    bad_parameter,
    bad_query,
    unauthorized,
    forbidden,
    not_found,
    method_not_allowed,
    conflict,
    length_required,
    too_large,
    not_implemented,
    unavailable,
    internal
};

/// Where in the text that was sent the mistake stands, in Unicode code points.
struct Position {
    std::size_t offset = 0;
    std::size_t length = 0;
};

/// Why a request is not answered.
struct Problem {
    ProblemKind kind = ProblemKind::internal;
    std::string detail;                   ///< one sentence that quotes the offending text
    std::optional<std::string> hint = {}; ///< what to do instead
    std::optional<std::string> parameter = {};
    std::optional<Position> position = {}; ///< in the value of `parameter`
};

/// The one place that makes an error's reply (RFC 9457, application/problem+json).
Response problem_response(const Problem& problem);

/// The HTTP status of a kind.
int status_of(ProblemKind kind);

/// The names of all kinds, for the description of the API and its tests.
std::vector<std::string_view> problem_names();

} // namespace ekb::query::http
