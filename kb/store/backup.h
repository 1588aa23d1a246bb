// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace ekb::kb {

class Database;

/// Copies the store, as its last commit left it, into a new file; a writer may go on meanwhile. The file appears only
/// when it is whole. Throws Error where the file exists already or cannot be written.
void back_up(Database& database, const std::filesystem::path& file);

} // namespace ekb::kb
