// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/history.h"

#include <chrono>
#include <filesystem>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

namespace ekb::query {

/// The folder with the index of a knowledge base as it was at a snapshot, made from the store where it is not there yet:
/// `snapshots/` in the knowledge base's folder holds the last few that were asked for. An Engine opened on it answers as
/// one would have then, and closely reads nothing. Throws Error where it cannot be made.
std::filesystem::path snapshot_folder(const std::filesystem::path& kb_dir, const kb::Snapshot& snapshot,
                                      const std::stop_token& stop = {});

/// Makes such folders in the background, one at a time. Thread-safe. Destroyed, it stops what is being made.
class Snapshots {
public:
    explicit Snapshots(std::filesystem::path kb_dir) : m_kb_dir(std::move(kb_dir)) {}

    /// The folder; nullopt where it is not ready within `patience`, or another is being made: ask again. Throws Error
    /// where it cannot be made.
    std::optional<std::filesystem::path> folder(const kb::Snapshot& snapshot, std::chrono::milliseconds patience);

private:
    using Made = std::shared_future<std::filesystem::path>;
    /// What is being made of this snapshot, begun where nothing is; nullopt where another is being made.
    std::optional<Made> begun(const kb::Snapshot& snapshot);

    std::filesystem::path m_kb_dir;
    std::mutex m_mutex;
    kb::Snapshot m_snapshot; ///< of `m_made`
    Made m_made;             ///< the last one begun
    std::jthread m_maker;
};

} // namespace ekb::query
