// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <span>

namespace CLI {
class App;
}

namespace ekb::query {

/// The contract's exit statuses.
enum ExitStatus { exit_done = 0, exit_nothing_done = 1, exit_wrong_usage = 2, exit_some_rejected = 3 };

/// What the program's own options say, known once the command line is parsed.
struct Settings {
    std::filesystem::path kb; ///< the knowledge base's folder: --kb, else $EKB_HOME, else ./ekb-data
};

/// What a command does when it is called; gives the exit status. Throws Error where it cannot go on.
using Run = std::function<int()>;

/// A command of the program.
struct Command {
    const char* name;
    const char* summary; ///< one line, for --help
    /// Declares the command's options on its own parser and gives what runs it. `settings` outlives both and is
    /// filled in before the run.
    Run (*declare)(CLI::App& parser, const Settings& settings);
};

/// Every command, in the order of --help.
std::span<const Command> commands();

} // namespace ekb::query
