// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/evidence.h"

#include "kb/model/error.h"

namespace ekb::query::http {

/// A knowledge base of one document, that remembers what it was asked.
class FakeEvidence : public Evidence {
public:
    std::string ask(const AskRequest& request, std::optional<std::size_t> other_claims) override {
        if (request.question == "broken") throw Error("/secret/path: disk is gone");
        ++questions;
        asked = request;
        asked_other_claims = other_claims;
        return R"({"question":")" + request.question + R"(","total":0,"studies":[]})";
    }
    std::string synthesise(const std::string&, const SynthesisOptions& options) override {
        synthesised = options;
        return "{}";
    }
    std::string csv(const std::string&) override { return "study\r\n"; }
    Expected<std::string, QueryError> search(const SearchRequest& request) override {
        if (request.query.starts_with("nosuch:")) return Unexpected(QueryError{0, 6, "there is no field nosuch"});
        return std::string(R"({"total":0,"studies":[]})");
    }
    std::string compare(const ComparisonRequest& request) override {
        compared = request;
        return "[]";
    }
    std::optional<std::string> document(std::string_view identifier) override {
        if (identifier == "url:https://example.org/a?b")
            return R"({"id":"url:https://example.org/a?b","text":")" + std::string(5000, 'x') + "\"}";
        return std::nullopt;
    }
    std::optional<std::string> claim(std::string_view) override { return std::nullopt; }
    std::optional<std::string> study(std::string_view) override { return std::nullopt; }
    std::optional<std::string> discrepancies(std::string_view) override { return std::nullopt; }
    Contents contents() override { return {1, 2, 3}; }
    std::string state() override { return now; }

    std::string now = "first"; ///< its state
    int questions = 0;         ///< how many it was asked
    AskRequest asked;
    SynthesisOptions synthesised;
    std::optional<std::size_t> asked_other_claims;
    ComparisonRequest compared;
};

} // namespace ekb::query::http
