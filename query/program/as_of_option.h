// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/history.h"
#include "query/engine.h"

#include <filesystem>
#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace ekb::query {

/// Declares --as-of; the text stays empty where it is not given.
void declare_as_of(CLI::App& parser, std::string& as_of);

/// What --as-of names; nullopt where it was not given. Throws Error where there is no such snapshot.
std::optional<kb::Snapshot> chosen_snapshot(const std::filesystem::path& kb_dir, const std::string& as_of);

/// The engine of the chosen snapshot, or of now.
/// Says once, on standard error, where there is no knowledge base in the folder.
Engine chosen_engine(const std::filesystem::path& kb_dir, const std::optional<kb::Snapshot>& chosen);

/// The snapshot that an answer is of.
kb::Snapshot answered_snapshot(const std::filesystem::path& kb_dir, const std::optional<kb::Snapshot>& chosen,
                               std::int64_t sequence);

} // namespace ekb::query
