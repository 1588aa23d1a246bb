// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/command.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>
#include <exception>

namespace {

std::filesystem::path default_kb() {
    const char* home = std::getenv("EKB_HOME"); // NOLINT(concurrency-mt-unsafe): before any thread is started
    return home != nullptr && *home != '\0' ? home : "ekb-data";
}

/// Help goes to standard output with status 0; any other thing that stops the parser is wrong usage.
int explain(const CLI::App& app, const CLI::ParseError& error) {
    return app.exit(error) == 0 ? ekb::query::exit_done : ekb::query::exit_wrong_usage;
}

int run(int argc, char** argv) {
    CLI::App app("Evidence KB: trial reports in, structured claims out, every claim with the words it came from.", "ekb");
    ekb::query::Settings settings{default_kb()};
    app.add_option("--kb", settings.kb, "folder of the knowledge base (default: $EKB_HOME, else ./ekb-data)");
    app.set_version_flag("--version", "ekb " EKB_VERSION);
    app.require_subcommand(1);

    ekb::query::Run chosen;
    for (const ekb::query::Command& command : ekb::query::commands()) {
        CLI::App* parser = app.add_subcommand(command.name, command.summary);
        parser->fallthrough(); // --kb may stand after the command too
        parser->callback([&chosen, run = command.declare(*parser, settings)] { chosen = run; });
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return explain(app, error);
    }
    return chosen();
}

} // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "ekb: %s\n", error.what());
        return ekb::query::exit_nothing_done;
    }
}
