// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/expected.h"
#include "query/comparison.h"
#include "query/engine.h"
#include "query/synthesis/synthesis.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ekb::query::http {

/// What the knowledge base holds now.
struct Contents {
    std::int64_t documents = 0;
    std::int64_t claims = 0;
    std::int64_t sequence = 0; ///< the newest change of the store
};

/// What the API's handlers ask of a knowledge base. The texts are JSON objects in the contract's shapes. Thread-safe:
/// handlers call it from every thread of the server. Throws Error where the knowledge base cannot be read.
class Evidence {
public:
    virtual ~Evidence() = default;

    /// Of each study the claims that answer and, at most, that many others (nullopt: all); `claims_total` counts all.
    virtual std::string ask(const AskRequest& request, std::optional<std::size_t> other_claims) = 0;
    /// The comparable claims of the trials that answer, pooled; up to 1,000 trials.
    virtual std::string synthesise(const std::string& question, const SynthesisOptions& options) = 0;
    /// The trials that answer as a table (RFC 4180), a row a claim; up to 1,000 trials.
    virtual std::string csv(const std::string& question) = 0;
    virtual Expected<std::string, QueryError> search(const SearchRequest& request) = 0;
    /// An array of answers.
    virtual std::string compare(const ComparisonRequest& request) = 0;
    /// By any of its identifiers; with its text. nullopt: there is none.
    virtual std::optional<std::string> document(std::string_view identifier) = 0;
    virtual std::optional<std::string> claim(std::string_view id) = 0;
    virtual std::optional<std::string> study(std::string_view id) = 0;
    /// What the reports of a study disagree on; by any identifier of any of them.
    virtual std::optional<std::string> discrepancies(std::string_view study_id) = 0;
    /// Throws Error where the store or the index cannot be read.
    virtual Contents contents() = 0;
    /// A text that is another after every change of what the others answer from. Cheap: asked before each of them.
    virtual std::string state() = 0;
};

} // namespace ekb::query::http
