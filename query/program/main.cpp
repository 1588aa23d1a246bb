// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/language/fields.h"
#include "query/program/command.h"
#include "query/program/query_refused.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include <malloc.h>

namespace {

/// Documents and answers are made of many small strings, and freed by another thread than made them: what is freed is kept
/// for the next, where the C library would give it back to the system and ask for it again at each.
void keep_freed_memory() {
    constexpr int most_kept_free = 64 << 20; // at the end of each thread's own
    constexpr int asked_for_at_once = 4 << 20;
    mallopt(M_TRIM_THRESHOLD, most_kept_free);
    mallopt(M_TOP_PAD, asked_for_at_once);
}

std::filesystem::path default_kb() {
    const char* home = std::getenv("EKB_HOME"); // NOLINT(concurrency-mt-unsafe): before any thread is started
    return home != nullptr && *home != '\0' ? home : "ekb-data";
}

/// Help goes to standard output with status 0; any other thing that stops the parser is wrong usage.
int explain(const CLI::App& app, const CLI::ParseError& error) {
    return app.exit(error) == 0 ? ekb::query::exit_done : ekb::query::exit_wrong_usage;
}

/// The word that stands where a command should, and is none; empty where none does.
std::string unknown_command(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--kb") ++i; // its value
        if (word.starts_with('-')) continue;
        const bool known = std::ranges::any_of(ekb::query::commands(), [&](const auto& command) { return word == command.name; });
        return known ? std::string() : std::string(word);
    }
    return {};
}

int refuse_command(const std::string& word) {
    std::vector<std::string_view> names;
    for (const ekb::query::Command& command : ekb::query::commands())
        names.emplace_back(command.name);
    const std::string_view near = ekb::query::nearest_name(word, names);
    std::fprintf(stderr, "ekb: there is no command \"%s\"%s\n", word.c_str(),
                 near.empty() ? "; ekb --help lists them" : (": did you mean " + std::string(near) + "?").c_str());
    return ekb::query::exit_wrong_usage;
}

int run(int argc, char** argv) {
    if (const std::string word = unknown_command(argc, argv); !word.empty()) return refuse_command(word);
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
    try {
        return chosen();
    } catch (const ekb::query::QueryRefused& error) {
        std::fprintf(stderr, "ekb %s: %s\n", app.get_subcommands().front()->get_name().c_str(), error.what());
        return ekb::query::exit_wrong_usage;
    }
}

} // namespace

int main(int argc, char** argv) {
    keep_freed_memory();
    // The streams stay in step with C's: a batch reads its lines on another thread than the one that writes, and a read flushes
    // what it is tied to, so that without C's locks both would write the output's buffer.
    try {
        return run(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "ekb: %s\n", error.what());
        return ekb::query::exit_nothing_done;
    }
}
