// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/write_api.h"

#include "importers/format.h"
#include "query/http/api_parts.h"
#include "query/http/authorise.h"
#include "query/http/saved_query_json.h"
#include "query/language/node.h"
#include "query/language/parse.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ekb::query::http {

namespace {

using Json = nlohmann::ordered_json;

Response written(std::string body) {
    return json_text_reply(std::move(body), Caching::keeps_nothing);
}

Response bad(std::string detail, std::string hint, std::string parameter) {
    return problem_response({ProblemKind::bad_parameter, std::move(detail), std::move(hint), std::move(parameter)});
}

/// A file's name alone: nothing that leads into another folder, or hides.
bool is_file_name(const std::string& name) {
    return !name.starts_with('.') && name.size() <= 200 && name.find_first_of(std::string_view("/\\\n\r")) == std::string::npos;
}

Response import_source(Curation& curation, const Call& call) {
    const auto who = holder(curation, call.request, kb::TokenRole::importer);
    if (!who) return refusal(who.error());
    const std::string format = call.text("format").value_or("auto");
    const std::string name = call.text("name").value_or("upload");
    if (format != "auto" && importers::format_named(format) == nullptr)
        return bad(fmt::format("there is no format \"{}\"", format.substr(0, 100)), "docs/formats.md lists them; auto looks at the content",
                   "format");
    if (!is_file_name(name)) return bad(fmt::format("\"{}\" is not the name of a file", name.substr(0, 100)), "give it without its folders", "name");
    if (call.request.body.empty()) return problem_response({ProblemKind::malformed_request, "the body is empty", "send the source as the body"});
    auto summary = curation.import_source({call.request.body, name, format});
    if (!summary) return problem_response({ProblemKind::unavailable, "another import is being made", "send the same request again when it is done"});
    return written(std::move(*summary));
}

Unexpected<Problem> bad_query_body(std::string detail) {
    return Unexpected(Problem{ProblemKind::malformed_request, std::move(detail), R"(send {"query": "intervention:edaravone"})"});
}

Expected<std::string, Problem> query_of(const Request& request) {
    if (!is_json(request))
        return bad_query_body("the body's Content-Type must be application/json");
    const auto body = Json::parse(request.body, nullptr, false);
    if (body.is_discarded() || !body.is_object() || body.size() != 1 || !body.contains("query") || !body["query"].is_string())
        return bad_query_body("the body is not a JSON object with a query alone");
    return body["query"].get<std::string>();
}

Response save(Curation& curation, const Call& call) {
    const auto who = holder(curation, call.request, kb::TokenRole::curator);
    if (!who) return refusal(who.error());
    const auto query = query_of(call.request);
    if (!query) return problem_response(query.error());
    if (const auto parsed = parse_query(*query); !parsed) return query_problem(parsed.error(), "query");
    const std::string& name = call.in_path("name");
    if (!kb::is_query_name(name))
        return bad(fmt::format("\"{}\" cannot be a query's name", name.substr(0, 100)), "letters, digits, points, hyphens and underscores can, up to 100",
                   "name");
    curation.save_query({name, *query, who->name, 0});
    return written(saved_query_json(curation.saved_query(name).value()).dump());
}

Response forget(Curation& curation, const Call& call) {
    const auto who = holder(curation, call.request, kb::TokenRole::curator);
    if (!who) return refusal(who.error());
    const std::string& name = call.in_path("name");
    const auto known = curation.saved_query(name);
    if (!known || !curation.forget_query(name))
        return problem_response({ProblemKind::not_found, fmt::format("no query is saved as \"{}\"", name.substr(0, 200))});
    return written(saved_query_json(*known).dump());
}

} // namespace

std::vector<Route> write_routes(Curation& curation) {
    return {
        {.method = "POST",
         .name = "import",
         .pattern = "/api/v1/import",
         .summary = "Imports the source that is the body: a file or an archive (role importer)",
         .schema = "ImportSummary",
         .request_schema = "File",
         .request_type = "application/octet-stream",
         .parameters = {text_parameter("format", "auto (the default: from the content) or a format's name", false),
                        text_parameter("name", "the name of the file, for messages", false)},
         .handler = [&curation](const Call& call) { return import_source(curation, call); }},
        {.method = "PUT",
         .name = "save_query",
         .pattern = "/api/v1/queries/{name}",
         .summary = "Saves a query under a name, in the place of one that had it (role curator)",
         .schema = "SavedQuery",
         .request_schema = "QueryToSave",
         .handler = [&curation](const Call& call) { return save(curation, call); }},
        {.method = "DELETE",
         .name = "forget_query",
         .pattern = "/api/v1/queries/{name}",
         .summary = "Forgets a saved query (role curator)",
         .schema = "SavedQuery",
         .handler = [&curation](const Call& call) { return forget(curation, call); }},
    };
}

} // namespace ekb::query::http
