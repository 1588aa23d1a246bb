// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/api.h"

#include "query/http/problem.h"
#include "query/limits.h"
#include "query/synthesis/synthesis_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ekb::query::http {

namespace {

constexpr Parameter limit_parameter{.name = "limit",
                                    .description = "how many studies to give at most",
                                    .kind = ParameterKind::integer,
                                    .minimum = 1,
                                    .maximum = 1000,
                                    .standard = 50};
constexpr Parameter offset_parameter{.name = "offset",
                                     .description = "how many studies to leave out at the beginning",
                                     .kind = ParameterKind::integer,
                                     .minimum = 0,
                                     .maximum = 100000,
                                     .standard = 0};

constexpr Parameter other_claims_parameter{
    .name = "other_claims",
    .description = "how many claims of a study to give at most beside those that answer; not given: all",
    .kind = ParameterKind::integer,
    .minimum = 0,
    .maximum = 100000};

constexpr Parameter text_parameter(std::string_view name, std::string_view description, bool required) {
    return {.name = name, .description = description, .required = required, .maximum = longest_question};
}

Response json_reply(std::string text) {
    auto response = reply("application/json", std::move(text));
    set_header(response.headers, "Cache-Control", "no-cache");
    return response;
}

Response found_or_not(std::optional<std::string> found, std::string_view what, const std::string& id) {
    if (found) return json_reply(std::move(*found));
    return problem_response(
        {ProblemKind::not_found, fmt::format("the knowledge base holds no {} \"{}\"", what, id.substr(0, 200))});
}

std::size_t size_value(const Call& call, std::string_view name) {
    return static_cast<std::size_t>(call.integer(name));
}

Response ask(Evidence& evidence, const Call& call) {
    const auto others = call.text("other_claims") ? std::optional(size_value(call, "other_claims")) : std::nullopt;
    return json_reply(evidence.ask({*call.text("q"), size_value(call, "limit"), size_value(call, "offset")}, others));
}

Response synthesise(Evidence& evidence, const Call& call) {
    const auto name = call.text("model").value_or("reml_hartung_knapp");
    const auto model = model_named(name);
    if (model) return json_reply(evidence.synthesise(*call.text("q"), {*model, call.flag("include_retracted")}));
    return problem_response({ProblemKind::bad_parameter, fmt::format("there is no model \"{}\"", name.substr(0, 100)),
                             "known: fixed_effect, dersimonian_laird, reml_hartung_knapp", "model"});
}

Response csv(Evidence& evidence, const Call& call) {
    auto response = reply("text/csv; charset=utf-8; header=present", evidence.csv(*call.text("q")));
    set_header(response.headers, "Content-Disposition", "attachment; filename=\"evidence.csv\"");
    set_header(response.headers, "Cache-Control", "no-cache");
    return response;
}

Response search(Evidence& evidence, const Call& call) {
    auto found = evidence.search({*call.text("q"), size_value(call, "limit"), size_value(call, "offset")});
    if (found) return json_reply(std::move(*found));
    const auto& error = found.error();
    return problem_response({ProblemKind::bad_query, error.message, {}, "q", Position{error.offset, error.length}});
}

Response compare(Evidence& evidence, const Call& call) {
    ComparisonRequest request{call.text("document"), *call.text("intervention"), call.text("comparator"),
                              *call.text("endpoint")};
    return json_reply(fmt::format(R"({{"comparisons":{}}})", evidence.compare(request)));
}

Response health(Evidence& evidence) {
    const auto contents = evidence.contents();
    const nlohmann::ordered_json body{{"status", "ok"},
                                      {"documents", contents.documents},
                                      {"claims", contents.claims},
                                      {"sequence", contents.sequence}};
    auto response = reply("application/json", body.dump());
    set_header(response.headers, "Cache-Control", "no-store");
    return response;
}

} // namespace

std::vector<Route> api_routes(Evidence& evidence) {
    const auto text = text_parameter;
    return {
        {.name = "ask",
         .pattern = "/api/v1/ask",
         .summary = "Answers a question in plain words",
         .schema = "Answer",
         .parameters = {text("q", "the question: which B12 trials used ALSFRS-R", true), limit_parameter,
                        offset_parameter, other_claims_parameter},
         .handler = [&evidence](const Call& call) { return ask(evidence, call); }},
        {.name = "synthesise",
         .pattern = "/api/v1/synthesise",
         .summary = "Pools the comparable claims of the trials that answer a question",
         .schema = "Synthesis",
         .parameters = {text("q", "the question: which B12 trials used ALSFRS-R", true),
                        text("model", "fixed_effect, dersimonian_laird or reml_hartung_knapp (the default)", false),
                        {.name = "include_retracted",
                         .description = "true: retracted reports are pooled too",
                         .kind = ParameterKind::flag}},
         .handler = [&evidence](const Call& call) { return synthesise(evidence, call); }},
        {.name = "csv",
         .pattern = "/api/v1/export.csv",
         .summary = "Gives the trials that answer a question as a table, a row a claim (RFC 4180)",
         .content_type = "text/csv",
         .schema = "Text",
         .parameters = {text("q", "the question: which B12 trials used ALSFRS-R", true)},
         .handler = [&evidence](const Call& call) { return csv(evidence, call); }},
        {.name = "search",
         .pattern = "/api/v1/search",
         .summary = "Finds studies by the query language",
         .schema = "SearchResult",
         .parameters = {{.name = "q",
                         .description = "the query: intervention:edaravone AND n:>=100",
                         .required = true,
                         .maximum = longest_query},
                        limit_parameter,
                        offset_parameter},
         .handler = [&evidence](const Call& call) { return search(evidence, call); }},
        {.name = "compare",
         .pattern = "/api/v1/compare",
         .summary = "Says what each report tells of an endpoint under an intervention",
         .schema = "Comparisons",
         .parameters = {text("intervention", "what was given", true),
                        text("comparator", "what it was compared with", false),
                        text("endpoint", "what was measured", true),
                        text("document", "any identifier of the only report to read", false)},
         .handler = [&evidence](const Call& call) { return compare(evidence, call); }},
        {.name = "document",
         .pattern = "/api/v1/documents/{id}",
         .summary = "Gives a document with its text and its claims, by any of its identifiers",
         .schema = "Document",
         .handler =
             [&evidence](const Call& call) {
                 return found_or_not(evidence.document(call.in_path("id")), "document", call.in_path("id"));
             }},
        {.name = "claim",
         .pattern = "/api/v1/claims/{id}",
         .summary = "Gives a claim",
         .schema = "Claim",
         .handler =
             [&evidence](const Call& call) {
                 return found_or_not(evidence.claim(call.in_path("id")), "claim", call.in_path("id"));
             }},
        {.name = "study",
         .pattern = "/api/v1/studies/{id}",
         .summary = "Gives a study with its reports and their claims, by an identifier of any of them",
         .schema = "Study",
         .handler =
             [&evidence](const Call& call) {
                 return found_or_not(evidence.study(call.in_path("id")), "study", call.in_path("id"));
             }},
        {.name = "discrepancies",
         .pattern = "/api/v1/studies/{id}/discrepancies",
         .summary = "Says what the reports of a study disagree on",
         .schema = "Discrepancies",
         .handler =
             [&evidence](const Call& call) {
                 return found_or_not(evidence.discrepancies(call.in_path("id")), "study", call.in_path("id"));
             }},
        {.name = "health",
         .pattern = "/api/v1/health",
         .summary = "Says whether the knowledge base can be read, and what it holds",
         .schema = "Health",
         .handler = [&evidence](const Call&) { return health(evidence); }},
    };
}

} // namespace ekb::query::http
