// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/curation_json.h"

#include "kb/json/contract_json.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <ctime>

namespace ekb::kb {

namespace {

using Json = nlohmann::ordered_json;

std::string iso_time(std::int64_t at_ms) {
    constexpr std::int64_t ms_a_second = 1000;
    const auto seconds = static_cast<std::time_t>(at_ms / ms_a_second);
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(seconds), at_ms % ms_a_second);
}

Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

template <typename T, typename Function>
Json list_of(const std::vector<T>& values, Function one) {
    Json list = Json::array();
    for (const T& value : values)
        list.push_back(one(value));
    return list;
}

Json position_json(const Position& position) {
    return {{"document", position.document}, {"says", position.says}, {"claims", position.claims}};
}

Json reason_json(const LikenessReason& reason) {
    return {{"kind", std::string(name_of(reason.kind))},
            {"values", Json::array({reason.document_a, reason.document_b})}};
}

} // namespace

Json discrepancy_json(const Discrepancy& discrepancy) {
    return {{"kind", std::string(name_of(discrepancy.kind))},
            {"endpoint", text_or_null(discrepancy.endpoint)},
            {"positions", list_of(discrepancy.positions, position_json)}};
}

Json suggestion_json(const JoinSuggestion& suggestion) {
    return {{"documents", Json::array({suggestion.document_a, suggestion.document_b})},
            {"score", suggestion.score},
            {"reasons", list_of(suggestion.reasons, reason_json)},
            {"disagreements", list_of(suggestion.disagreements, discrepancy_json)}};
}

Json join_json(const Join& join) {
    return {{"documents", Json::array({join.document_a, join.document_b})}, {"shared", text_or_null(join.shared)}};
}

Json decision_json(const JoinDecision& decision) {
    return {{"documents", Json::array({decision.document_a, decision.document_b})},
            {"together", decision.together},
            {"who", decision.who},
            {"at", iso_time(decision.at_ms)},
            {"why", decision.why}};
}

Json review_event_json(const ReviewEvent& event) {
    return {{"sequence", event.sequence},
            {"at", iso_time(event.at_ms)},
            {"who", event.who},
            {"why", event.why},
            {"before", event.before ? claim_json(*event.before) : Json(nullptr)},
            {"after", claim_json(event.after)}};
}

Json token_json(const ApiToken& token) {
    return {{"key", token.key},
            {"name", token.name},
            {"role", std::string(name_of(token.role))},
            {"created", iso_time(token.created_ms)},
            {"revoked", token.revoked_ms ? Json(iso_time(*token.revoked_ms)) : Json(nullptr)}};
}

} // namespace ekb::kb
