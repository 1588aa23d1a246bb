// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

namespace ekb::indexer {

struct IndexOptions {
    /// Called with how many studies are done, and of how many.
    std::function<void(std::size_t done, std::size_t of)> progress;
    std::size_t studies_a_commit = 1'000;
};

struct IndexReport {
    std::size_t studies = 0;   ///< written or taken out
    std::int64_t sequence = 0; ///< the last change that the index now knows of
};

/// Brings the index of the knowledge base up to the store's last change. The number of the last change that was applied
/// is part of each commit of the index, so that a killed run is carried on by the next. An index that is missing, of
/// another version or far behind is rebuilt. One at a time in all processes; a second one waits. Throws Error.
IndexReport update_index(const std::filesystem::path& kb_dir, const IndexOptions& options = {});

/// Makes the index anew from the store, on two cores, and puts it in the place of the old one in one step. Throws
/// Error.
IndexReport rebuild_index(const std::filesystem::path& kb_dir, const IndexOptions& options = {});

} // namespace ekb::indexer
