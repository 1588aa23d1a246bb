// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/api.h"

#include "query/http/api_parts.h"
#include "query/http/paging.h"
#include "query/synthesis/synthesis_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ekb::query::http {

namespace {

constexpr Parameter question_parameter =
    query_parameter("q", "the question: which B12 trials used ALSFRS-R; or a query, as for search", true);

constexpr Parameter other_claims_parameter{
    .name = "other_claims",
    .description = "how many claims of a study to give at most beside those that answer; not given: all",
    .kind = ParameterKind::integer,
    .minimum = 0,
    .maximum = 100000};

Response ask(Evidence& evidence, const Call& call) {
    const auto others = call.text("other_claims") ? std::optional(size_value(call, "other_claims")) : std::nullopt;
    return list_reply(evidence, call, [&](std::size_t offset, const AsOf& as_of) {
        return evidence.ask({*call.text("q"), size_value(call, "limit"), offset}, others, as_of);
    });
}

Response synthesise(Evidence& evidence, const Call& call, const AsOf& as_of) {
    const auto name = call.text("model").value_or("reml_hartung_knapp");
    const auto model = model_named(name);
    if (model) {
        const auto pooled = evidence.synthesise(*call.text("q"), {*model, call.flag("include_retracted")}, as_of);
        return pooled ? json_reply(*pooled) : query_problem(pooled.error(), "q");
    }
    return problem_response({ProblemKind::bad_parameter, fmt::format("there is no model \"{}\"", name.substr(0, 100)),
                             "known: fixed_effect, dersimonian_laird, reml_hartung_knapp", "model"});
}

Response csv(Evidence& evidence, const Call& call, const AsOf& as_of) {
    const auto table = evidence.csv(*call.text("q"), as_of);
    if (!table) return query_problem(table.error(), "q");
    auto response = told_reply("text/csv; charset=utf-8; header=present", *table);
    set_header(response.headers, "Content-Disposition", "attachment; filename=\"evidence.csv\"");
    return response;
}

Response search(Evidence& evidence, const Call& call) {
    return list_reply(evidence, call, [&](std::size_t offset, const AsOf& as_of) {
        return evidence.search({*call.text("q"), size_value(call, "limit"), offset}, as_of);
    });
}

Response bad_snapshot(std::string detail, std::string parameter) {
    return problem_response(
        {ProblemKind::bad_parameter, std::move(detail), std::string(as_of_parameter.description), std::move(parameter)});
}

Response diff(Evidence& evidence, const Call& call) {
    const auto from = evidence.snapshot(*call.text("since"));
    if (!from) return bad_snapshot(from.error(), "since");
    Between between{*from, evidence.newest_snapshot(), call.text("q"), size_value(call, "limit"), size_value(call, "offset")};
    if (const auto until = call.text("until")) {
        const auto to = evidence.snapshot(*until);
        if (!to) return bad_snapshot(to.error(), "until");
        between.to = *to;
    }
    if (between.to.sequence < between.from.sequence) return bad_snapshot("until is before since", "until");
    const auto found = evidence.diff(between);
    return found ? json_reply(*found) : query_problem(found.error(), "q");
}

Response compare(Evidence& evidence, const Call& call, const AsOf& as_of) {
    return json_reply(evidence.compare(
        {call.text("document"), *call.text("intervention"), call.text("comparator"), *call.text("endpoint")}, size_value(call, "limit"), as_of));
}

Response health(Evidence& evidence) {
    const auto contents = evidence.contents();
    const nlohmann::ordered_json body{{"status", "ok"},
                                      {"documents", contents.documents},
                                      {"claims", contents.claims},
                                      {"sequence", contents.sequence}};
    auto response = json_text_reply(body.dump(), Caching::keeps_nothing);
    set_header(response.headers, "EKB-Snapshot", std::to_string(contents.sequence));
    return response;
}

using OneOf = std::optional<Told> (Evidence::*)(std::string_view id, const AsOf& as_of);

/// The handler of a route that gives the one thing, `what`, whose identifier its path has.
Handler one_handler(Evidence& evidence, OneOf find, std::string_view what) {
    return [&evidence, find, what](const Call& call) {
        return with_as_of(evidence, call, [&](const AsOf& as_of) {
            const std::string& id = call.in_path("id");
            return found_or_not((evidence.*find)(id, as_of), what, id);
        });
    };
}

} // namespace

std::vector<Route> api_routes(Evidence& evidence) {
    const auto text = text_parameter;
    const auto one = [&evidence](OneOf find, std::string_view what) { return one_handler(evidence, find, what); };
    return {
        {.name = "ask",
         .pattern = "/api/v1/ask",
         .summary = "Answers a question in plain words, or in the query language",
         .schema = "Answer",
         .parameters = {question_parameter, limit_parameter,
                        offset_parameter, cursor_parameter, other_claims_parameter, as_of_parameter},
         .handler = [&evidence](const Call& call) { return ask(evidence, call); }},
        {.name = "synthesise",
         .pattern = "/api/v1/synthesise",
         .summary = "Pools the comparable claims of the trials that answer a question",
         .schema = "Synthesis",
         .parameters = {question_parameter,
                        text("model", "fixed_effect, dersimonian_laird or reml_hartung_knapp (the default)", false),
                        {.name = "include_retracted",
                         .description = "true: retracted reports are pooled too",
                         .kind = ParameterKind::flag},
                        as_of_parameter},
         .handler = as_of_handler(evidence, synthesise)},
        {.name = "csv",
         .pattern = "/api/v1/export.csv",
         .summary = "Gives the trials that answer a question as a table, a row a claim (RFC 4180)",
         .content_type = "text/csv",
         .schema = "Text",
         .parameters = {question_parameter, as_of_parameter},
         .handler = as_of_handler(evidence, csv)},
        {.name = "search",
         .pattern = "/api/v1/search",
         .summary = "Finds studies by the query language",
         .schema = "SearchResult",
         .parameters = {query_parameter("q", "the query: intervention:edaravone AND n:>=100", true), limit_parameter,
                        offset_parameter, cursor_parameter, as_of_parameter},
         .handler = [&evidence](const Call& call) { return search(evidence, call); }},
        {.name = "diff",
         .pattern = "/api/v1/diff",
         .summary = "Tells which studies, documents and claims came, went and changed between two snapshots",
         .schema = "Diff",
         .parameters = {text("since", "the older snapshot: its number, a day or a time", true),
                        text("until", "the newer one; not given: the newest there is", false),
                        query_parameter("q", "only studies that this query finds, or found", false), limit_parameter,
                        offset_parameter},
         .handler = [&evidence](const Call& call) { return diff(evidence, call); }},
        {.name = "compare",
         .pattern = "/api/v1/compare",
         .summary = "Says what each report tells of an endpoint under an intervention, and the trials over all",
         .schema = "Comparisons",
         .parameters = {text("intervention", "what was given", true),
                        text("comparator", "what it was compared with", false),
                        text("endpoint", "what was measured", true),
                        text("document", "any identifier of the only report to read", false), limit_parameter, as_of_parameter},
         .handler = as_of_handler(evidence, compare)},
        {.name = "document",
         .pattern = "/api/v1/documents/{id}",
         .summary = "Gives a document with its text and its claims, by any of its identifiers",
         .schema = "Document",
         .parameters = {as_of_parameter},
         .handler = one(&Evidence::document, "document")},
        {.name = "claim",
         .pattern = "/api/v1/claims/{id}",
         .summary = "Gives a claim",
         .schema = "Claim",
         .parameters = {as_of_parameter},
         .handler = one(&Evidence::claim, "claim")},
        {.name = "history",
         .pattern = "/api/v1/claims/{id}/history",
         .summary = "Tells what persons did to a claim, oldest first",
         .schema = "History",
         .parameters = {as_of_parameter},
         .handler = one(&Evidence::claim_history, "claim")},
        {.name = "study",
         .pattern = "/api/v1/studies/{id}",
         .summary = "Gives a study with its reports and their claims, by an identifier of any of them",
         .schema = "Study",
         .parameters = {as_of_parameter},
         .handler = one(&Evidence::study, "study")},
        {.name = "discrepancies",
         .pattern = "/api/v1/studies/{id}/discrepancies",
         .summary = "Says what the reports of a study disagree on",
         .schema = "Discrepancies",
         .parameters = {as_of_parameter},
         .handler = one(&Evidence::discrepancies, "study")},
        {.name = "health",
         .pattern = "/api/v1/health",
         .summary = "Says whether the knowledge base can be read, and what it holds",
         .schema = "Health",
         .handler = [&evidence](const Call&) { return health(evidence); }},
    };
}

} // namespace ekb::query::http
