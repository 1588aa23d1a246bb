// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/import_command.h"

#include "query/import/import.h"
#include "query/import/summary_json.h"
#include "query/program/diagnostics.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <memory>

#include <unistd.h>

namespace ekb::query {

namespace {

using Json = nlohmann::ordered_json;

struct Options {
    ImportSources sources;
    bool dry_run = false;
    bool json = false;
};

/// One line on the terminal, written over at most ten times a second.
class ProgressLine {
public:
    void show(const ImportProgress& progress) {
        const auto now = std::chrono::steady_clock::now();
        if (now - m_shown < std::chrono::milliseconds(100)) return;
        m_shown = now;
        std::fprintf(stderr, "\r\033[K%zu records, %zu documents, %zu rejected  %s", progress.records, progress.documents,
                     progress.rejected, progress.path.substr(0, 60).c_str());
    }
    void clear() const {
        if (m_shown != std::chrono::steady_clock::time_point()) std::fputs("\r\033[K", stderr);
    }

private:
    std::chrono::steady_clock::time_point m_shown;
};

void print_summary(const ImportSummary& summary, bool dry_run) {
    std::cout << (dry_run ? "would be imported: " : "imported: ") << summary.imported << ", updated: " << summary.updated
              << ", unchanged: " << summary.unchanged;
    if (summary.removed > 0) std::cout << ", withdrawn: " << summary.removed;
    std::cout << ", rejected: " << summary.rejected << "; claims: " << summary.claims;
    if (summary.concepts > 0) std::cout << "; concepts: " << summary.concepts;
    std::cout << '\n';
}

/// What was read, a line a format and below it why something was not.
void print_formats(const CountsByFormat& formats) {
    std::cout << fmt::format("{:<18}{:>7}{:>10}{:>11}{:>9}{:>10}{:>10}\n", "format", "files", "records", "documents", "claims", "concepts",
                             "rejected");
    for (const auto& [name, counts] : formats) {
        std::cout << fmt::format("{:<18}{:>7}{:>10}{:>11}{:>9}{:>10}{:>10}\n", name, counts.files, counts.records, counts.documents,
                                 counts.claims, counts.concepts, counts.rejected);
        for (const auto& [reason, count] : counts.reasons) std::cout << "    " << count << " × " << reason << '\n';
    }
}

int status_of(const ImportSummary& summary) {
    if (summary.rejected == 0) return exit_done;
    const bool anything = summary.imported + summary.updated + summary.unchanged + summary.removed + summary.concepts > 0;
    return anything ? exit_some_rejected : exit_nothing_done;
}

int run_import(const std::filesystem::path& kb_dir, const Options& options) {
    ProgressLine line;
    ImportOptions how{.dry_run = options.dry_run, .index = true};
    if (isatty(STDERR_FILENO) == 1) how.progress = [&](const ImportProgress& progress) { line.show(progress); };
    const ImportSummary summary = import_sources(kb_dir, options.sources, how);
    line.clear();
    for (const Diagnostic& error : summary.errors) std::cerr << diagnostic_text(error) << '\n';
    if (summary.concepts > 0 && !options.dry_run) {
        std::cerr << "the vocabulary has changed: `ekb reindex --read-again` labels with it what is stored already\n";
    }
    if (options.json) std::cout << summary_json(summary).dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    else print_summary(summary, options.dry_run);
    if (options.dry_run && !options.json) print_formats(summary.formats);
    return status_of(summary);
}

} // namespace

Run declare_import(CLI::App& parser, const Settings& settings) {
    auto options = std::make_shared<Options>();
    parser.add_option("paths", options->sources.paths, "files, folders, archives; - for standard input")->required();
    parser.add_option("--format", options->sources.format, "auto, or the name of a format");
    parser.add_flag("--dry-run", options->dry_run, "tell what would happen, change nothing");
    parser.add_flag("--json", options->json, "the summary as one line of JSON");
    return [options, &settings] { return run_import(settings.kb, *options); };
}

} // namespace ekb::query
