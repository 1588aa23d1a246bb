// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/curation.h"

#include <map>
#include <vector>

namespace ekb::query::http {

/// Knows the tokens "curator", "importer" and "admin", and the claim "c1"; remembers what was written.
class FakeCuration : public Curation {
public:
    std::optional<kb::ApiToken> token(std::string_view text) override {
        const auto role = from_name<kb::TokenRole>(text);
        if (!role) return std::nullopt;
        return kb::ApiToken{1, "Dr. " + std::string(text), *role, 0, {}};
    }
    Expected<std::string, ReviewRefusal> review(const kb::ReviewRequest& request) override {
        if (request.claim_id != "c1") return Unexpected(ReviewRefusal::no_claim);
        if (request.why == "misquoted") return Unexpected(ReviewRefusal::bad_correction);
        written.push_back(request);
        return std::string(R"({"id":"c1"})");
    }
    std::optional<std::string> import_source(const Upload& upload) override {
        if (upload.name == "busy.xml") return std::nullopt;
        imported.push_back(upload.format + " " + upload.name + " " + std::string(upload.bytes));
        return "{}";
    }
    std::vector<kb::SavedQuery> saved_queries() override {
        std::vector<kb::SavedQuery> all;
        for (const auto& [name, query] : queries)
            all.push_back(query);
        return all;
    }
    std::optional<kb::SavedQuery> saved_query(std::string_view name) override {
        const auto found = queries.find(std::string(name));
        return found == queries.end() ? std::nullopt : std::optional(found->second);
    }
    void save_query(const kb::SavedQuery& query) override { queries[query.name] = query; }
    bool forget_query(std::string_view name) override { return queries.erase(std::string(name)) > 0; }

    std::vector<kb::ReviewRequest> written;
    std::vector<std::string> imported;
    std::map<std::string, kb::SavedQuery> queries;
};

} // namespace ekb::query::http
