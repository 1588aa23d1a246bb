// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/prepared.h"

#include <cstdint>
#include <string_view>

namespace ekb::kb {

class Database;

/// The steps of a put, each to be called inside one transaction with the others. All throw Error where the store cannot
/// be written.

/// Appends to the change log and gives the new change's sequence. `what` is one of the schema's words.
std::int64_t log_change(Database& database, std::int64_t study_key, std::string_view what, std::string_view document);

/// The key of the raw source, stored now unless it was.
std::int64_t keep_raw(Database& database, const PreparedDocument& document);

/// The row of a new document, of this study and since this change; gives its key.
std::int64_t insert_document(Database& database, const PreparedDocument& document, std::int64_t study_key,
                             std::int64_t since);

/// Puts the document's newer version in the place of the one it has: identifiers, notices and claims too.
void replace_document(Database& database, std::int64_t key, const PreparedDocument& document, std::int64_t since);

/// Copies the version that the store has now into the history, as it was until the change.
void keep_in_history(Database& database, std::int64_t key, std::int64_t until, std::string_view reason);

/// Milliseconds since 1970, UTC.
std::int64_t now_ms();

} // namespace ekb::kb
