// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/evidence.h"

#include "kb/model/error.h"

#include <algorithm>

namespace ekb::query::http {

/// A knowledge base of one document, that remembers what it was asked.
class FakeEvidence : public Evidence {
public:
    Expected<kb::Snapshot, std::string> snapshot(std::string_view as_of) override {
        if (as_of == "2") return kb::Snapshot{2, 1000};
        if (as_of == "3") return kb::Snapshot{3, 1500};
        return Unexpected("there is no snapshot " + std::string(as_of));
    }
    kb::Snapshot newest_snapshot() override { return {3, 1500}; }
    Expected<Told, QueryError> ask(const AskRequest& request, std::optional<std::size_t> other_claims, const AsOf& as_of) override {
        if (request.question == "unready") throw NotReady("the index of snapshot 2 is being made");
        asked_as_of = as_of;
        if (request.question == "broken") throw Error("/secret/path: disk is gone");
        ++questions;
        if (request.question.starts_with("nosuch:")) return Unexpected(QueryError{0, 6, "there is no field nosuch"});
        asked = request;
        asked_other_claims = other_claims;
        Told part = told(R"({"question":")" + request.question + R"(","total":0,"studies":[]})");
        part.total = total;
        part.given = std::min(request.limit, total - std::min(total, request.offset));
        return part;
    }
    Expected<Told, QueryError> synthesise(const std::string& question, const SynthesisOptions& options, const AsOf&) override {
        if (question.starts_with("nosuch:")) return Unexpected(QueryError{0, 6, "there is no field nosuch"});
        synthesised = options;
        return told("{}");
    }
    Expected<Told, QueryError> csv(const std::string& question, const AsOf&) override {
        if (question.starts_with("nosuch:")) return Unexpected(QueryError{0, 6, "there is no field nosuch"});
        return told("study\r\n");
    }
    Expected<Told, QueryError> diff(const Between& between) override {
        compared_between = between;
        return told("{}");
    }
    Expected<Told, QueryError> search(const SearchRequest& request, const AsOf&) override {
        if (request.query.starts_with("nosuch:")) return Unexpected(QueryError{0, 6, "there is no field nosuch"});
        return told(R"({"total":0,"studies":[]})");
    }
    Expected<Exported, QueryError> exported(const Wanted& wanted, const ExportFormat& format, const AsOf&) override {
        if (wanted.text.starts_with("nosuch:")) return Unexpected(QueryError{0, 6, "there is no field nosuch"});
        exported_format = format.name;
        auto parts = std::make_shared<std::vector<std::string>>(std::vector<std::string>{"", "two,", "one,"});
        const bool breaks = wanted.text == "breaks";
        return Exported{[parts, breaks] {
                            if (breaks && parts->size() == 2) throw ekb::Error("the index is gone");
                            std::string part = parts->back();
                            if (parts->size() > 1) parts->pop_back();
                            return part;
                        },
                        {3, 1500}};
    }
    Expected<Told, QueryError> search_record(const Wanted& wanted, const AsOf&) override { return told("{\"query\":\"" + wanted.text + "\"}"); }
    Expected<Told, QueryError> facets(const std::string& query, const AsOf&) override {
        if (query.starts_with("nosuch:")) return Unexpected(QueryError{0, 6, "there is no field nosuch"});
        return told("{}");
    }
    Expected<Told, QueryError> explain(const ExplainRequest& request, const AsOf& as_of) override {
        if (request.query.starts_with("nosuch:")) return Unexpected(QueryError{0, 6, "there is no field nosuch: did you mean dose?"});
        explained = request;
        asked_as_of = as_of;
        return told("{}");
    }
    Expected<Told, QueryError> disagreements(const SearchRequest& request, const AsOf&) override {
        disagreeing = request.query;
        return told("{}");
    }
    Expected<Feed, QueryError> changes_feed(const std::string& query, const AsOf& as_of) override {
        asked_as_of = as_of;
        return Feed{{}, {}, {}, 1000, {{"urn:x", "A & B", query, "/x", 1000}}, as_of.value_or(kb::Snapshot{3, 1500})};
    }
    Expected<Feed, QueryError> notices_feed(const std::string&, const AsOf&) override { return Feed{}; }
    Told compare(const ComparisonRequest& request, std::size_t limit, const AsOf& as_of) override {
        compared_trials = limit;
        compared = request;
        asked_as_of = as_of;
        return told(R"({"comparisons":[]})");
    }
    std::optional<Told> document(std::string_view identifier, const AsOf&) override {
        if (identifier == "url:https://example.org/a?b")
            return told(R"({"id":"url:https://example.org/a?b","text":")" + std::string(5000, 'x') + "\"}");
        return std::nullopt;
    }
    std::optional<Told> claim(std::string_view id, const AsOf& as_of) override {
        asked_as_of = as_of;
        return id == "c" ? std::optional(told("{}")) : std::nullopt;
    }
    std::optional<Told> claim_history(std::string_view id, const AsOf& as_of) override {
        asked_as_of = as_of;
        return id == "c1" ? std::optional(told(R"({"events":[],"snapshot":{"sequence":3,"time":null}})")) : std::nullopt;
    }
    std::optional<Told> study(std::string_view, const AsOf&) override { return std::nullopt; }
    std::optional<Told> discrepancies(std::string_view, const AsOf&) override { return std::nullopt; }
    Contents contents() override { return {1, 2, 3}; }
    std::string state() override { return now; }

    std::string now = "first"; ///< its state
    int questions = 0;         ///< how many it was asked
    std::size_t total = 0; ///< of studies that answer whatever is asked
    AskRequest asked;
    AsOf asked_as_of;
    Between compared_between;
    SynthesisOptions synthesised;
    std::optional<std::size_t> asked_other_claims;
    ComparisonRequest compared;
    ExplainRequest explained;
    std::size_t compared_trials = 0;
    std::string exported_format;
    std::string disagreeing;

private:
    static Told told(std::string body) { return {std::move(body), {3, 1500}}; }
};

} // namespace ekb::query::http
