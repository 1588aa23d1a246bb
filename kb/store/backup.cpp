// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/backup.h"

#include "kb/model/error.h"
#include "kb/store/sqlite.h"

#include <sqlite3.h>

#include <system_error>

namespace ekb::kb {

namespace {

void copy(Database& from, Database& to) {
    sqlite3_backup* backup = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (!backup) throw Error(std::string("cannot copy the store: ") + sqlite3_errmsg(to.handle()));
    sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK) {
        throw Error(std::string("cannot copy the store: ") + sqlite3_errmsg(to.handle()));
    }
}

} // namespace

void back_up(Database& database, const std::filesystem::path& file) {
    std::error_code reason;
    if (std::filesystem::exists(file, reason)) throw Error(file.string() + " exists already");
    std::filesystem::path unfinished = file;
    unfinished += ".unfinished";
    std::filesystem::remove(unfinished, reason);
    {
        Database copied(unfinished, OpenMode::read_write);
        copy(database, copied);
        // One file that can be carried away; it becomes a store with a log again when it is written.
        copied.run("PRAGMA journal_mode = DELETE");
    }
    std::filesystem::rename(unfinished, file, reason);
    if (reason) throw Error("cannot make " + file.string() + ": " + reason.message());
}

} // namespace ekb::kb
