// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/application.h"

#include "kb/store/busy.h"
#include "query/http/api.h"
#include "query/http/concepts_api.h"
#include "query/http/explore_api.h"
#include "query/http/export_api.h"
#include "query/http/feeds_api.h"
#include "query/http/finish.h"
#include "query/http/openapi.h"
#include "query/http/problem.h"
#include "query/http/review_api.h"
#include "query/http/url.h"
#include "query/http/write_api.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>

namespace ekb::query::http {

namespace {

constexpr std::string_view metrics_type = "text/plain; version=0.0.4; charset=utf-8";

Response metrics_reply(const Metrics& metrics) {
    auto response = reply(std::string(metrics_type), metrics.text());
    set_header(response.headers, "Cache-Control", "no-store");
    return response;
}

std::vector<Route> all_routes(Evidence& evidence, Curation& curation, const Metrics& metrics) {
    std::vector<Route> routes;
    for (auto& some : {api_routes(evidence), export_routes(evidence), explore_routes(evidence), concept_routes(evidence),
                       review_routes(curation), feed_routes(evidence, curation), write_routes(curation)})
        routes.insert(routes.end(), some.begin(), some.end());
    routes.push_back({.name = "metrics",
                      .pattern = "/api/v1/metrics",
                      .summary = "Counts requests and times, in Prometheus' text format",
                      .content_type = "text/plain",
                      .schema = "Text",
                      .handler = [&metrics](const Call&) { return metrics_reply(metrics); }});
    Route description{.name = "description",
                      .pattern = "/api/v1/openapi.json",
                      .summary = "Describes this API (OpenAPI 3.1)",
                      .schema = "Description",
                      .handler = {}};
    routes.push_back(description);
    const auto text = openapi_document(routes);
    routes.back().handler = [text](const Call&) { return reply("application/json", text); };
    return routes;
}

constexpr std::size_t most_kept_bytes = 64U << 20U;

/// What these give depends on the request's target and on what the knowledge base holds, and on nothing else.
constexpr std::string_view kept_patterns[] = {"/api/v1/ask", "/api/v1/search", "/api/v1/compare",
                                              "/api/v1/synthesise", "/api/v1/documents/{id}"};

bool may_be_kept(const Request& request, std::string_view pattern) {
    return (request.method == "GET" || request.method == "HEAD") &&
           std::ranges::find(kept_patterns, pattern) != std::end(kept_patterns);
}

double seconds_since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

} // namespace

Application::Application(Evidence& evidence, Curation& curation, StaticFiles files, Log log)
    : m_files(std::move(files)), m_router(all_routes(evidence, curation, m_metrics)), m_log(std::move(log)),
      m_evidence(evidence), m_kept(most_kept_bytes) {}

Response Application::handle(const Request& request) {
    const auto begin = std::chrono::steady_clock::now();
    const auto pattern = m_router.pattern_of(request);
    auto response = reply_to(request, pattern);
    m_metrics.count(response.status == 501 ? "other" : request.method, pattern, response.status, seconds_since(begin));
    return response;
}

Response Application::reply_to(const Request& request, std::string_view pattern) {
    const auto now = std::time(nullptr);
    if (may_be_kept(request, pattern)) return finish(request, *kept_or_made(request), now);
    return finish(request, answer(request), now);
}

std::shared_ptr<const PreparedReply> Application::kept_or_made(const Request& request) {
    const std::string target = request.path + "?" + request.query;
    std::string state;
    try {
        // Before the answer is made: what changes meanwhile makes another state.
        state = m_evidence.state();
    } catch (const std::exception&) {
        return std::make_shared<PreparedReply>(answer(request)); // which says what is wrong
    }
    if (auto kept = m_kept.find(target, state)) return kept;
    auto made = std::make_shared<PreparedReply>(answer(request));
    if (made->response.status == 200) m_kept.keep(target, state, made);
    return made;
}

Response Application::answer(const Request& request) {
    try {
        return route(request);
    } catch (const kb::StoreBusy&) {
        return problem_response({ProblemKind::unavailable, "the knowledge base is being written", "send the same request again in a moment"});
    } catch (const NotReady& error) {
        return problem_response({ProblemKind::unavailable, error.what(), "send the same request again in a moment"});
    } catch (const std::exception& error) {
        m_log(fmt::format("{} {}: {}", request.method, request.path, error.what()));
    }
    return problem_response(
        {ProblemKind::internal, "the server could not make the answer", "try again; the server's log says more"});
}

Response Application::route(const Request& request) {
    if (request.method == "GET" || request.method == "HEAD") {
        const auto path = percent_decoded(request.path, false);
        if (!path) return problem_response({ProblemKind::malformed_request, path.error()});
        if (auto file = m_files.find(*path)) return *file;
    }
    return m_router.handle(request);
}

} // namespace ekb::query::http
