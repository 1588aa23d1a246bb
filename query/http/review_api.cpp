// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/review_api.h"

#include "kb/json/contract_json.h"
#include "kb/model/error.h"
#include "query/http/api_parts.h"
#include "query/http/authorise.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace ekb::query::http {

namespace {

using Json = nlohmann::ordered_json;

Unexpected<Problem> bad_body(std::string detail) {
    return Unexpected(Problem{
        ProblemKind::malformed_request, std::move(detail),
        R"(send {"verdict": "accepted", "why": "…"}, and with the verdict corrected a "correction": the claim as it should be)"});
}

Expected<Json, Problem> json_body(const Request& request) {
    if (!is_json(request)) return bad_body("the body's Content-Type must be application/json");
    auto body = Json::parse(request.body, nullptr, false);
    if (body.is_discarded() || !body.is_object()) return bad_body("the body is not a JSON object");
    constexpr std::array<std::string_view, 3> known{"verdict", "why", "correction"};
    for (const auto& [name, value] : body.items()) {
        if (std::find(known.begin(), known.end(), name) == known.end())
            return bad_body(fmt::format("there is no field \"{}\"", name.substr(0, 100)));
    }
    for (const char* name : {"verdict", "why"}) {
        if (!body.contains(name) || !body[name].is_string() || body[name].get_ref<const std::string&>().empty()) {
            return bad_body(fmt::format("\"{}\" must be a text", name));
        }
    }
    return body;
}

Expected<kb::ReviewRequest, Problem> review_request(const Call& call, const kb::ApiToken& who) {
    const auto body = json_body(call.request);
    if (!body) return Unexpected(body.error());
    const auto verdict = from_name<ReviewStatus>((*body)["verdict"].get<std::string>());
    if (!verdict) return bad_body("\"verdict\" must be accepted, corrected, rejected or unreviewed");
    kb::ReviewRequest request{call.in_path("id"), *verdict, {}, who.name, (*body)["why"].get<std::string>()};
    const bool has_correction = body->contains("correction") && !(*body)["correction"].is_null();
    if (has_correction != (*verdict == ReviewStatus::corrected))
        return bad_body("a correction is sent with the verdict corrected, and with no other");
    if (!has_correction) return request;
    try {
        request.correction = kb::claim_from_json((*body)["correction"]);
    } catch (const Error& error) {
        // claim_from_json's message names the field and what is wrong with it: it is the client's own.
        return bad_body(fmt::format("the correction is not a claim: {}", error.what()));
    }
    return request;
}

Response refusal(ReviewRefusal reason, const std::string& id) {
    if (reason == ReviewRefusal::no_claim) {
        return problem_response(
            {ProblemKind::not_found, fmt::format("the knowledge base holds no claim \"{}\"", id.substr(0, 200))});
    }
    return problem_response({ProblemKind::conflict, "the correction was not taken",
                             "its quotes must stand in the document's text, word for word"});
}

Response review(Curation& curation, const Call& call) {
    const auto who = holder(curation, call.request, kb::TokenRole::curator);
    if (!who) return refusal(who.error());
    const auto request = review_request(call, *who);
    if (!request) return problem_response(request.error());
    auto claim = curation.review(*request);
    if (!claim) return refusal(claim.error(), request->claim_id);
    return json_text_reply(std::move(*claim), Caching::keeps_nothing);
}

} // namespace

std::vector<Route> review_routes(Curation& curation) {
    return {
        {.method = "POST",
         .name = "review",
         .pattern = "/api/v1/claims/{id}/review",
         .summary = "Accepts, corrects or rejects a claim in the name of the token's holder (role curator)",
         .schema = "Claim",
         .request_schema = "Review",
         .handler = [&curation](const Call& call) { return review(curation, call); }},
    };
}

} // namespace ekb::query::http
