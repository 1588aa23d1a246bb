// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/history.h"
#include "query/engine.h"

#include <filesystem>

namespace ekb::query {

/// Whether the index of the knowledge base holds exactly this snapshot, and the store has not gone on.
bool is_held_now(const std::filesystem::path& kb_dir, const kb::Snapshot& snapshot);

/// An engine that answers as one would have at the snapshot. Ask it with `recorded`: later it could read no report
/// closely (query/compare/compare_trials.h reads the sources of then). Its index is made where it is not there yet. Throws
/// Error where that fails.
Engine engine_then(const std::filesystem::path& kb_dir, const kb::Snapshot& snapshot);

} // namespace ekb::query
