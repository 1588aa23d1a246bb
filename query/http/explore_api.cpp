// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/explore_api.h"

#include "query/http/api_parts.h"
#include "query/http/paging.h"
#include "query/language/fields.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ekb::query::http {

namespace {

Response facets(Evidence& evidence, const Call& call, const AsOf& as_of) {
    const auto told = evidence.facets(*call.text("q"), as_of);
    return told ? json_reply(*told) : query_problem(told.error(), "q");
}

Response explain(Evidence& evidence, const Call& call, const AsOf& as_of) {
    const auto told = evidence.explain({*call.text("q"), call.text("id")}, as_of);
    return told ? json_reply(*told) : query_problem(told.error(), "q");
}

/// The query that finds what disagrees.
std::string disagreeing(const std::vector<std::string_view>& kinds, const std::optional<std::string>& query) {
    std::string any;
    for (const std::string_view kind : kinds)
        any += fmt::format("{}discrepancy:{}", any.empty() ? "" : " OR ", kind);
    return query ? fmt::format("({}) AND ({})", *query, any) : any;
}

Response disagreements(Evidence& evidence, const Call& call) {
    std::vector<std::string_view> kinds = field_named("discrepancy")->values;
    if (const auto kind = call.text("kind")) {
        const auto known = std::ranges::find(kinds, std::string_view(*kind));
        if (known == kinds.end()) {
            return problem_response({ProblemKind::bad_parameter, fmt::format("there is no kind \"{}\"", kind->substr(0, 100)),
                                     fmt::format("known: {}", fmt::join(kinds, ", ")), "kind"});
        }
        kinds = {*known};
    }
    const std::string query = disagreeing(kinds, call.text("q"));
    return list_reply(evidence, call, [&](std::size_t offset, const AsOf& as_of) {
        return evidence.disagreements({query, size_value(call, "limit"), offset}, as_of);
    });
}

} // namespace

std::vector<Route> explore_routes(Evidence& evidence) {
    return {
        {.name = "facets",
         .pattern = "/api/v1/facets",
         .summary = "Counts the studies of a query by each value of its fields",
         .schema = "Facets",
         .parameters = {query_parameter("q", "the query: intervention:edaravone", true), as_of_parameter},
         .handler = as_of_handler(evidence, facets)},
        {.name = "explain",
         .pattern = "/api/v1/explain",
         .summary = "Tells how many trials each part of a query finds, and which parts a trial matches: why, and why not",
         .schema = "Explanation",
         .parameters = {query_parameter("q", "the query: intervention:edaravone AND n:>=100", true),
                        text_parameter("id", "any identifier of the trial that is asked about", false), as_of_parameter},
         .handler = as_of_handler(evidence, explain)},
        {.name = "disagreements",
         .pattern = "/api/v1/discrepancies",
         .summary = "Gives the studies whose reports disagree, and what they disagree on",
         .schema = "Disagreements",
         .parameters = {query_parameter("q", "only studies of this query", false),
                        text_parameter("kind", "n_randomised, primary_endpoint, effect or journal", false), limit_parameter,
                        offset_parameter, cursor_parameter, as_of_parameter},
         .handler = [&evidence](const Call& call) { return disagreements(evidence, call); }},
    };
}

} // namespace ekb::query::http
