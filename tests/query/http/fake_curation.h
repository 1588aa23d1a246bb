// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/curation.h"

#include <vector>

namespace ekb::query::http {

/// Knows the tokens "curator", "importer" and "admin", and the claim "c1"; remembers what was written.
class FakeCuration : public Curation {
public:
    std::optional<kb::Token> token(std::string_view text) override {
        const auto role = from_name<kb::TokenRole>(text);
        if (!role) return std::nullopt;
        return kb::Token{1, "Dr. " + std::string(text), *role, 0, {}};
    }
    Expected<std::string, ReviewRefusal> review(const kb::ReviewRequest& request) override {
        if (request.claim_id != "c1") return Unexpected(ReviewRefusal::no_claim);
        if (request.why == "misquoted") return Unexpected(ReviewRefusal::bad_correction);
        written.push_back(request);
        return std::string(R"({"id":"c1"})");
    }
    std::optional<std::string> history(std::string_view id) override {
        return id == "c1" ? std::optional<std::string>(R"({"events":[]})") : std::nullopt;
    }

    std::vector<kb::ReviewRequest> written;
};

} // namespace ekb::query::http
