// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

namespace ekb::indexer {

/// Tells a file that was replaced from the one that stood there before, without opening it.
struct FileMark {
    std::uint64_t device = 0;
    std::uint64_t node = 0;
    std::int64_t bytes = -1; ///< -1: there is none
    std::int64_t changed = 0; ///< in nanoseconds

    bool operator==(const FileMark&) const = default;
};

FileMark mark_of(const std::filesystem::path& path);

} // namespace ekb::indexer
