// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/reader.h"
#include "query/comparison.h"

#include <filesystem>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ekb::query {

/// Reads sources of a knowledge base again, with their tables, and with a question in mind. Keeps the last few that it
/// read. Not thread-safe.
class CloseReader {
public:
    explicit CloseReader(std::filesystem::path kb_dir);

    /// Whether the knowledge base has its store here; an index that was copied alone has none.
    bool available() const;

    /// The contract's answer for the document that the request names by any of its identifiers.
    ComparisonAnswer compare(const ComparisonRequest& request);

private:
    const Document* source(const std::string& id);
    kb::Reader* store();

    std::filesystem::path m_kb_dir;
    std::optional<kb::Reader> m_store; ///< opened when it is first needed
    std::list<Document> m_read;        ///< the last one first
};

} // namespace ekb::query
