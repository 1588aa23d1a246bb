// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/vocabulary_concept.h"
#include "kb/store/reader.h"
#include "kb/store/writer.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::kb {

class Database;

/// Stores a concept of a source; where the source gave it before, what is new is added to it.
PutOutcome put_concept(Database& database, std::string_view source, const Concept& value);

/// All imported concepts, in the order in which they were last stored.
std::vector<Concept> imported_concepts(Database& database);

/// What tells these concepts from any others: 32 bytes of a hash.
std::string concepts_fingerprint(Database& database);

/// A number that is higher after every change of them; 0 where none was ever imported, and for a store of a schema that
/// did not have them yet.
std::int64_t vocabulary_revision(Database& database);

std::vector<VocabularySource> vocabulary_sources(Database& database);

/// Takes out what the source gave; the number of concepts.
std::size_t remove_vocabulary(Database& database, std::string_view source);

} // namespace ekb::kb
