// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/index_writer.h"

#include <cstdint>
#include <filesystem>

namespace Xapian {
class Database;
class WritableDatabase;
}

namespace ekb::kb {
class Reader;
class Vocabulary;
}

namespace ekb::indexer {

class IndexFolder;
class Stemmer;

// The steps of bringing an index up to date, for those who hold its lock. Not to be included outside indexer.

/// Writes one study's entry as the store has it, or takes it out where the study is gone.
void apply(Xapian::WritableDatabase& database, const kb::Reader& reader, std::int64_t study_key,
           const kb::Vocabulary& vocabulary, Stemmer& stem);

/// Says which change of the store the index knows of, which version its terms are, and the revision of the vocabulary
/// (kb::KbVocabulary) that they were made with.
void stamp(Xapian::WritableDatabase& database, std::int64_t sequence, std::int64_t vocabulary_revision);
/// That change; 0 in an index that says none.
std::int64_t sequence_of(const Xapian::Database& database);
/// The revision of the vocabulary; 0 in an index that says none.
std::int64_t vocabulary_revision_of(const Xapian::Database& database);

/// What update_index and rebuild_index do.
IndexReport update_locked(const IndexFolder& folder, const std::filesystem::path& kb_dir, const IndexOptions& options);
IndexReport rebuild_locked(const IndexFolder& folder, const std::filesystem::path& kb_dir, const IndexOptions& options);

} // namespace ekb::indexer
