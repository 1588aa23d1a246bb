// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/evidence.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

namespace ekb::query::http {

/// The Evidence of a knowledge base folder: its index answers, its store gives texts. An empty folder holds nothing.
class EngineEvidence : public Evidence {
public:
    /// Throws Error where the folder's index or store cannot be read.
    explicit EngineEvidence(std::filesystem::path kb_dir);
    ~EngineEvidence() override;

    std::string ask(const AskRequest& request, std::optional<std::size_t> other_claims) override;
    std::string synthesise(const std::string& question, const SynthesisOptions& options) override;
    std::string csv(const std::string& question) override;
    Expected<std::string, QueryError> search(const SearchRequest& request) override;
    std::string compare(const ComparisonRequest& request) override;
    std::optional<std::string> document(std::string_view identifier) override;
    std::optional<std::string> claim(std::string_view id) override;
    std::optional<std::string> study(std::string_view id) override;
    std::optional<std::string> discrepancies(std::string_view study_id) override;
    Contents contents() override;
    std::string state() override;

private:
    struct Session;
    class Borrowed;

    std::filesystem::path m_kb_dir;
    std::mutex m_mutex;
    /// Engines and readers serve one thread at a time; those not in use wait here.
    std::vector<std::unique_ptr<Session>> m_idle;
};

} // namespace ekb::query::http
