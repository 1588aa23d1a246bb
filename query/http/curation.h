// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/expected.h"
#include "kb/store/review.h"
#include "kb/store/saved_queries.h"
#include "kb/store/token.h"

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::query::http {

enum class ReviewRefusal {
    no_claim,      ///< the knowledge base holds none of that id
    bad_correction ///< it breaks a rule of the store: its quotes must stand in the document's text
};

/// A source that was sent.
struct Upload {
    std::string_view bytes;
    std::string name;   ///< of its file, for messages: without folders
    std::string format; ///< a format's name, or "auto"
};

/// What curators do to a knowledge base over HTTP. Thread-safe. Throws Error where the knowledge base cannot be read or
/// written.
class Curation {
public:
    virtual ~Curation() = default;

    /// The token that is written so, where it is one and was not revoked.
    virtual std::optional<kb::ApiToken> token(std::string_view written) = 0;
    /// The claim after the review, as JSON; answers know of it when this returns.
    virtual Expected<std::string, ReviewRefusal> review(const kb::ReviewRequest& request) = 0;

    /// Imports the source and gives the contract's summary, as JSON; answers know of it when this returns. nullopt where
    /// another import is being made: try again.
    virtual std::optional<std::string> import_source(const Upload& upload) = 0;

    /// By name.
    virtual std::vector<kb::SavedQuery> saved_queries() = 0;
    virtual std::optional<kb::SavedQuery> saved_query(std::string_view name) = 0;
    virtual void save_query(const kb::SavedQuery& query) = 0;
    /// False where none has the name.
    virtual bool forget_query(std::string_view name) = 0;
};

/// The Curation of a knowledge base folder.
class StoreCuration : public Curation {
public:
    explicit StoreCuration(std::filesystem::path kb_dir) : m_kb_dir(std::move(kb_dir)) {}

    std::optional<kb::ApiToken> token(std::string_view written) override;
    Expected<std::string, ReviewRefusal> review(const kb::ReviewRequest& request) override;
    std::optional<std::string> import_source(const Upload& upload) override;
    std::vector<kb::SavedQuery> saved_queries() override;
    std::optional<kb::SavedQuery> saved_query(std::string_view name) override;
    void save_query(const kb::SavedQuery& query) override;
    bool forget_query(std::string_view name) override;

private:
    std::filesystem::path m_kb_dir;
    std::mutex m_importing;
};

} // namespace ekb::query::http
