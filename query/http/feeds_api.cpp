// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/feeds_api.h"

#include "query/history/as_of.h"
#include "query/http/api_parts.h"
#include "query/http/saved_query_json.h"
#include "query/http/url.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ekb::query::http {

namespace {

using Json = nlohmann::ordered_json;

Response fresh_json(const Json& body) {
    return json_text_reply(body.dump(-1, ' ', false, Json::error_handler_t::replace), Caching::asks_again);
}

Response no_query(const std::string& name) {
    return problem_response({ProblemKind::not_found, fmt::format("no query is saved as \"{}\"", name.substr(0, 200)),
                             "those that are stand at /api/v1/queries"});
}

Response list(Curation& curation) {
    Json queries = Json::array();
    for (const kb::SavedQuery& query : curation.saved_queries())
        queries.push_back(saved_query_json(query));
    return fresh_json({{"queries", std::move(queries)}});
}

Response one(Curation& curation, const Call& call) {
    const auto query = curation.saved_query(call.in_path("name"));
    return query ? fresh_json(saved_query_json(*query)) : no_query(call.in_path("name"));
}

enum class Tells { changes, notices };
enum class FeedForm { atom, json };

std::string address_of(const Call& call) {
    const auto as_of = call.text("as_of");
    return as_of ? fmt::format("{}?as_of={}", call.request.path, percent_encoded(*as_of)) : call.request.path;
}

Response feed_then(Evidence& evidence, const kb::SavedQuery& query, const Call& call, Tells tells, FeedForm form, const AsOf& as_of) {
    auto found = tells == Tells::changes ? evidence.changes_feed(query.query, as_of) : evidence.notices_feed(query.query, as_of);
    if (!found) return query_problem(found.error(), "query");
    Feed& told = found.value();
    const bool of_notices = tells == Tells::notices;
    told.id = fmt::format("urn:ekb:query:{}{}", percent_encoded(query.name), of_notices ? ":notices" : "");
    told.title = fmt::format("{}{}", of_notices ? "Retractions and corrections: " : "", query.name);
    told.url = address_of(call);
    if (told.entries.empty()) told.at_ms = query.at_ms;
    return form == FeedForm::atom ? told_reply("application/atom+xml; charset=utf-8", {atom_text(told), told.snapshot})
                                  : told_reply("application/feed+json", {json_feed_text(told), told.snapshot});
}

Response feed(Evidence& evidence, Curation& curation, const Call& call, Tells tells, FeedForm form) {
    const auto query = curation.saved_query(call.in_path("name"));
    if (!query) return no_query(call.in_path("name"));
    return with_as_of(evidence, call, [&](const AsOf& as_of) { return feed_then(evidence, *query, call, tells, form, as_of); });
}

Route feed_route(Evidence& evidence, Curation& curation, Tells tells, FeedForm form) {
    const bool atom = form == FeedForm::atom;
    const bool changes = tells == Tells::changes;
    return {.name = changes ? (atom ? "changes_atom" : "changes_json") : (atom ? "notices_atom" : "notices_json"),
            .pattern = changes ? (atom ? "/api/v1/queries/{name}/changes.atom" : "/api/v1/queries/{name}/changes.json")
                               : (atom ? "/api/v1/queries/{name}/notices.atom" : "/api/v1/queries/{name}/notices.json"),
            .summary = changes ? "What happened to the studies of a saved query, newest first"
                               : "Retractions, corrections and the like that touch the studies of a saved query, newest first",
            .content_type = atom ? "application/atom+xml" : "application/feed+json",
            .schema = atom ? "Text" : "JsonFeed",
            .parameters = {as_of_parameter},
            .handler = [&evidence, &curation, tells, form](const Call& call) { return feed(evidence, curation, call, tells, form); }};
}

} // namespace

std::vector<Route> feed_routes(Evidence& evidence, Curation& curation) {
    std::vector<Route> routes{
        {.name = "saved_queries",
         .pattern = "/api/v1/queries",
         .summary = "Gives the saved queries, by name",
         .schema = "SavedQueries",
         .handler = [&curation](const Call&) { return list(curation); }},
        {.name = "saved_query",
         .pattern = "/api/v1/queries/{name}",
         .summary = "Gives a saved query",
         .schema = "SavedQuery",
         .handler = [&curation](const Call& call) { return one(curation, call); }},
    };
    for (const Tells tells : {Tells::changes, Tells::notices}) {
        for (const FeedForm form : {FeedForm::atom, FeedForm::json})
            routes.push_back(feed_route(evidence, curation, tells, form));
    }
    return routes;
}

} // namespace ekb::query::http
