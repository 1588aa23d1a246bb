// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/as_of_option.h"

#include "indexer/index_folder.h"
#include "kb/model/error.h"
#include "kb/store/schema.h"
#include "query/history/as_of.h"
#include "query/history/engine_then.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <mutex>

namespace ekb::query {

namespace {

/// That nothing is found in a folder where nothing is says nothing of the evidence: the folder may be another's name.
void tell_where_none(const std::filesystem::path& kb_dir) {
    if (std::filesystem::exists(kb::store_file(kb_dir)) || !indexer::IndexFolder(kb_dir).current().empty()) return;
    std::cerr << "ekb: there is no knowledge base in " << kb_dir.string()
              << " yet, so nothing is found: import something into it first, or name another with --kb\n";
}

} // namespace

void declare_as_of(CLI::App& parser, std::string& as_of) {
    parser.add_option("--as-of", as_of,
                      "answer as the knowledge base was at a snapshot (its number), a day (2026-01-31) or a time "
                      "(2026-01-31T12:00:00Z)");
}

std::optional<kb::Snapshot> chosen_snapshot(const std::filesystem::path& kb_dir, const std::string& as_of) {
    if (as_of.empty()) return std::nullopt;
    const auto snapshot = read_as_of(kb::HistoryReader(kb_dir), as_of);
    if (!snapshot) throw Error(snapshot.error());
    return *snapshot;
}

Engine chosen_engine(const std::filesystem::path& kb_dir, const std::optional<kb::Snapshot>& chosen) {
    static std::once_flag told;
    std::call_once(told, [&] { tell_where_none(kb_dir); });
    return chosen ? engine_then(kb_dir, *chosen) : Engine(kb_dir);
}

kb::Snapshot answered_snapshot(const std::filesystem::path& kb_dir, const std::optional<kb::Snapshot>& chosen,
                               std::int64_t sequence) {
    return chosen ? *chosen : snapshot_of(kb_dir, sequence);
}

} // namespace ekb::query
