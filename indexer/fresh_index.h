// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/index_writer.h"
#include "indexer/study_entry.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace ekb::indexer {

/// The entry of a study that one document founded (kb::PutResult::lone_study), made from what an import has at hand
/// instead of what the store gives back; its key is to be filled in. The document's claims have their ids already.
/// Thread-safe.
StudyEntry lone_entry(Document document, const kb::Vocabulary& vocabulary);

/// Indexes the studies that an import founds while it goes on, on a thread of its own, so that a bulk load need not read
/// back what it has just stored. What it is not told of, finish() takes from the store, as update_index does; where an
/// import ends early, the next update finds in the store what is missing. Where the knowledge base's vocabulary changes
/// meanwhile, finish() makes the index anew.
class FreshIndex {
public:
    /// Waits for the index's lock, and holds it as long as it lives. Throws Error.
    explicit FreshIndex(const std::filesystem::path& kb_dir);
    ~FreshIndex();
    FreshIndex(const FreshIndex&) = delete;
    FreshIndex& operator=(const FreshIndex&) = delete;

    /// Adds the entry of a lone study; keys must rise. Waits while many entries are on their way. Throws Error where
    /// the index could not be written.
    void add(StudyEntry&& entry);

    /// No more entries come: what was added is written out from now on, while the caller commits the store. Does not wait;
    /// finish() does.
    void close();

    /// Brings the index up to the store's last change. Call it once, with everything committed. Throws Error.
    IndexReport finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace ekb::indexer
