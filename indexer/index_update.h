// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/index_writer.h"

#include <cstdint>
#include <filesystem>

namespace Xapian {
class WritableDatabase;
}

namespace ekb::kb {
class Reader;
}

namespace ekb::indexer {

class IndexFolder;
class Stemmer;

// The steps of bringing an index up to date, for those who hold its lock. Not to be included outside indexer.

/// Writes one study's entry as the store has it, or takes it out where the study is gone.
void apply(Xapian::WritableDatabase& database, const kb::Reader& reader, std::int64_t study_key, Stemmer& stem);

/// Says which change of the store the index knows of, and which version its terms are.
void stamp(Xapian::WritableDatabase& database, std::int64_t sequence);

/// What update_index and rebuild_index do.
IndexReport update_locked(const IndexFolder& folder, const std::filesystem::path& kb_dir, const IndexOptions& options);
IndexReport rebuild_locked(const IndexFolder& folder, const std::filesystem::path& kb_dir, const IndexOptions& options);

} // namespace ekb::indexer
