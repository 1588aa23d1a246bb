// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history/engine_then.h"

#include "indexer/index_reader.h"
#include "kb/store/schema.h"
#include "query/history/snapshots.h"

namespace ekb::query {

bool is_held_now(const std::filesystem::path& kb_dir, const kb::Snapshot& snapshot) {
    // The index may lag behind the store, and the store may have gone on: only where both stand there is the index of now it.
    if (indexer::IndexReader(kb_dir).sequence() != snapshot.sequence) return false;
    return kb::HistoryReader(kb_dir).newest().sequence == snapshot.sequence;
}

Engine engine_then(const std::filesystem::path& kb_dir, const kb::Snapshot& snapshot) {
    return {is_held_now(kb_dir, snapshot) ? kb_dir : snapshot_folder(kb_dir, snapshot), kb_dir};
}

kb::Snapshot snapshot_of(const std::filesystem::path& kb_dir, std::int64_t sequence) {
    const kb::Snapshot unknown{sequence, std::nullopt};
    if (!std::filesystem::exists(kb::store_file(kb_dir))) return unknown;
    return kb::HistoryReader(kb_dir).snapshot(sequence).value_or(unknown);
}

} // namespace ekb::query
