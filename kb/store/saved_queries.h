// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::kb {

/// A query that is kept under a name, so that what comes of it can be followed.
struct SavedQuery {
    std::string name;  ///< as is_query_name says
    std::string query; ///< in the query language
    std::string who;
    std::int64_t at_ms = 0; ///< milliseconds since 1970, UTC

    bool operator==(const SavedQuery&) const = default;
};

/// Whether a query can be kept under the name: 1 to 100 letters, digits, points, hyphens and underscores, the first no
/// point.
bool is_query_name(std::string_view name);

/// Each opens the store of the knowledge base folder for itself; thread-safe. All throw Error where it cannot be read or
/// written, StoreBusy where another process writes it. Saving changes no study and adds nothing to the change log.

/// By name; empty where the folder holds no store.
std::vector<SavedQuery> saved_queries(const std::filesystem::path& kb_dir);
std::optional<SavedQuery> saved_query(const std::filesystem::path& kb_dir, std::string_view name);

/// Keeps the query, as of now, in the place of one that had the name. Throws Error where the name cannot be one, or
/// nobody's name is given.
void save_query(const std::filesystem::path& kb_dir, const SavedQuery& query);
/// False where none has the name.
bool forget_query(const std::filesystem::path& kb_dir, std::string_view name);

} // namespace ekb::kb
