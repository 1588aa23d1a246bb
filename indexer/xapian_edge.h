// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/study_entry.h"

#include <string>

namespace Xapian {
class Document;
class Error;
} // namespace Xapian

namespace ekb::indexer {

/// The version of the terms and cards that an index holds; another one is rebuilt.
inline constexpr const char* index_version = "7";
inline constexpr const char* version_key = "version";
inline constexpr const char* sequence_key = "sequence";
inline constexpr const char* vocabulary_key = "vocabulary"; ///< its revision; absent in an index made before vocabularies could be imported

/// The Xapian document of an entry. Its number is the study's key.
Xapian::Document xapian_document(const StudyEntry& entry);

/// Throws Error with the type, message and context of a Xapian error.
[[noreturn]] void rethrow(const Xapian::Error& error, const std::string& doing);

} // namespace ekb::indexer
