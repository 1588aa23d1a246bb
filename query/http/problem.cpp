// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/problem.h"

#include <nlohmann/json.hpp>

namespace ekb::query::http {

namespace {

struct ProblemRow {
    ProblemKind kind;
    int status;
    std::string_view name;
    std::string_view title;
};

constexpr ProblemRow problem_rows[] = {
    {ProblemKind::malformed_request, 400, "malformed_request", "The request is malformed"},
    {ProblemKind::unknown_parameter, 400, "unknown_parameter", "Unknown parameter"},
    {ProblemKind::bad_parameter, 400, "bad_parameter", "A parameter is missing or has a wrong value"},
    {ProblemKind::bad_query, 400, "bad_query", "The question was not understood"},
    {ProblemKind::unauthorized, 401, "unauthorized", "A token is needed"},
    {ProblemKind::forbidden, 403, "forbidden", "This token does not allow that"},
    {ProblemKind::not_found, 404, "not_found", "Not found"},
    {ProblemKind::method_not_allowed, 405, "method_not_allowed", "Method not allowed"},
    {ProblemKind::conflict, 409, "conflict", "The record has changed"},
    {ProblemKind::length_required, 411, "length_required", "The body's length must be given"},
    {ProblemKind::too_large, 413, "too_large", "The body is too large"},
    {ProblemKind::not_implemented, 501, "not_implemented", "Method not known"},
    {ProblemKind::unavailable, 503, "unavailable", "Not available now"},
    {ProblemKind::internal, 500, "internal", "The server could not answer"},
};

const ProblemRow& row_of(ProblemKind kind) {
    for (const auto& row : problem_rows) {
        if (row.kind == kind) return row;
    }
    return problem_rows[std::size(problem_rows) - 1];
}

} // namespace

int status_of(ProblemKind kind) {
    return row_of(kind).status;
}

std::vector<std::string_view> problem_names() {
    std::vector<std::string_view> names;
    for (const auto& row : problem_rows)
        names.push_back(row.name);
    return names;
}

Response problem_response(const Problem& problem) {
    const auto& row = row_of(problem.kind);
    nlohmann::ordered_json body{{"type", "urn:ekb:problem:" + std::string(row.name)},
                                {"title", row.title},
                                {"status", row.status},
                                {"detail", problem.detail}};
    if (problem.parameter) body["parameter"] = *problem.parameter;
    if (problem.position)
        body["position"] = {{"offset", problem.position->offset}, {"length", problem.position->length}};
    if (problem.hint) body["hint"] = *problem.hint;
    // A detail may quote bytes that are no UTF-8; they must not turn an error into another one.
    auto text = body.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    Response response{row.status, {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}}, std::move(text)};
    if (problem.kind == ProblemKind::unavailable) set_header(response.headers, "Retry-After", "5");
    return response;
}

} // namespace ekb::query::http
