// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history/engine_then.h"

#include "indexer/index_reader.h"
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

} // namespace ekb::query
