// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace ekb::kb {

class Database;

/// What is wrong with the store, a sentence each; empty where nothing is. Looks at the file's structure and references,
/// and reads every document, claim, raw source and older version: raw sources must have their hashes, and quotes must
/// stand where their claims say. Takes about as long as reading the whole file.
std::vector<std::string> problems_of(Database& database);

} // namespace ekb::kb
