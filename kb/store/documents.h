// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::kb {

class Database;

/// What Reader and Writer both read. All throw Error where the store cannot be read.
std::optional<std::int64_t> document_key(Database& database, std::string_view id);

enum class WithText { yes, no };

/// The document as Reader::document gives it, or without its text; the key must be one of the store's.
StoredDocument load_document(Database& database, std::int64_t key, WithText with_text = WithText::yes);

/// The same as the document itself says it, without what others' notices make of it.
StoredDocument own_document(Database& database, std::int64_t key, WithText with_text = WithText::yes);

/// As Reader::raw.
std::optional<RawSource> raw_source(Database& database, std::string_view id);

/// The documents of a study, oldest first.
std::vector<StoredDocument> load_study(Database& database, std::int64_t study_key, WithText with_text = WithText::yes);

/// The id of the study: that of its registry record where it has one, else of its first document; nullopt where it has
/// no documents any more.
std::optional<std::string> study_id(Database& database, std::int64_t study_key);

/// As Reader::resolve.
std::optional<std::string> resolve(Database& database, std::string_view identifier);

} // namespace ekb::kb
