// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/export_api.h"

#include "query/export/formats.h"
#include "query/http/api_parts.h"
#include "query/http/finish.h"
#include "query/http/url.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace ekb::query::http {

namespace {

constexpr Parameter q_parameter = query_parameter("q", "the query: intervention:edaravone AND n:>=100", false);
constexpr Parameter question_parameter = query_parameter("question", "instead of q, a question as for ask", false);

Response one_of_two() {
    return problem_response({ProblemKind::bad_parameter, "one of q and question is needed, and not both",
                             "q is a query in the query language, question one in plain words", "q"});
}

std::optional<Wanted> wanted_of(const Call& call) {
    const auto q = call.text("q");
    const auto question = call.text("question");
    if (q.has_value() == question.has_value()) return std::nullopt;
    return Wanted{q ? *q : *question, question.has_value()};
}

/// Where the record of exactly these studies' search is.
std::string record_link(const Wanted& wanted, const kb::Snapshot& snapshot) {
    return fmt::format(R"(</api/v1/export/record?{}={}&as_of={}>; rel="describedby"; type="application/json")",
                       wanted.is_question ? "question" : "q", percent_encoded(wanted.text), snapshot.sequence);
}

Response no_format(const std::string& name) {
    std::vector<std::string_view> known;
    for (const ExportFormat& format : export_formats())
        known.push_back(format.name);
    return problem_response({ProblemKind::bad_parameter, fmt::format("there is no format \"{}\"", name.substr(0, 100)),
                             fmt::format("known: {}", fmt::join(known, ", ")), "format"});
}

/// What the file's bytes follow from, except the time that the search ran at: weak, as that is part of one format. It is
/// known before they are made, so that a client that has them is told so at once.
std::string file_tag(const Wanted& wanted, const ExportFormat& format, const kb::Snapshot& snapshot) {
    return entity_tag(fmt::format("{}\n{}\n{}\n{} {}\n{}", software_version(), format.name, wanted.is_question, snapshot.sequence,
                                  snapshot.at_ms.value_or(0), wanted.text));
}

Response file(Evidence& evidence, const Call& call, const AsOf& as_of) {
    const auto wanted = wanted_of(call);
    if (!wanted) return one_of_two();
    const std::string name = call.text("format").value_or("json");
    const ExportFormat* format = export_format(name);
    if (format == nullptr) return no_format(name);
    auto exported = evidence.exported(*wanted, *format, as_of);
    if (!exported) return query_problem(exported.error(), "q");
    auto response = told_reply(std::string(format->media_type), {exported->next(), exported->snapshot});
    response.more = exported->next;
    set_header(response.headers, "ETag", file_tag(*wanted, *format, exported->snapshot));
    set_header(response.headers, "Link", record_link(*wanted, exported->snapshot));
    set_header(response.headers, "Content-Disposition",
               fmt::format("attachment; filename=\"evidence-{}.{}\"", exported->snapshot.sequence, format->ending));
    return response;
}

Response record(Evidence& evidence, const Call& call, const AsOf& as_of) {
    const auto wanted = wanted_of(call);
    if (!wanted) return one_of_two();
    const auto told = evidence.search_record(*wanted, as_of);
    return told ? json_reply(*told) : query_problem(told.error(), "q");
}

} // namespace

std::vector<Route> export_routes(Evidence& evidence) {
    std::vector<std::string_view> types;
    for (const ExportFormat& format : export_formats()) {
        const std::string_view type = format.media_type.substr(0, format.media_type.find(';'));
        if (std::ranges::find(types, type) == types.end()) types.push_back(type);
    }
    return {
        {.name = "export",
         .pattern = "/api/v1/export",
         .summary = "Gives all studies of a query or question as a file, in the order of the search",
         .content_type = types.front(),
         .other_content_types = {types.begin() + 1, types.end()},
         .schema = "Export",
         .parameters = {q_parameter, question_parameter,
                        text_parameter("format",
                                       "json (the default), ndjson, csv, ris, nbib, bibtex, csl-json, metafor, arms or fhir", false),
                        as_of_parameter},
         .handler = as_of_handler(evidence, file)},
        {.name = "search_record",
         .pattern = "/api/v1/export/record",
         .summary = "Tells how the studies of an export were searched for (PRISMA-S)",
         .schema = "SearchRecord",
         .parameters = {q_parameter, question_parameter, as_of_parameter},
         .handler = as_of_handler(evidence, record)},
    };
}

} // namespace ekb::query::http
