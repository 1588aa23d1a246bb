// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/backup_command.h"

#include "kb/store/reader.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <string>

namespace ekb::query {

Run declare_backup(CLI::App& parser, const Settings& settings) {
    auto file = std::make_shared<std::string>();
    parser.add_option("file", *file, "where to; it must not exist")->required();
    parser.footer("To restore, put the file into an empty folder as store.sqlite and run ekb reindex.");
    return [file, &settings] {
        const kb::Reader reader(settings.kb);
        reader.back_up(*file);
        std::cout << "backed up: " << *file << '\n';
        return static_cast<int>(exit_done);
    };
}

} // namespace ekb::query
