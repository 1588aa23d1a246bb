// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/reindex_command.h"

#include "indexer/index_writer.h"
#include "query/import/read_again.h"
#include "query/program/diagnostics.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <iostream>
#include <memory>

#include <unistd.h>

namespace ekb::query {

namespace {

bool on_terminal() {
    return isatty(STDERR_FILENO) == 1;
}

void clear_line() {
    if (on_terminal()) std::fputs("\r\033[K", stderr);
}

/// Reads the store again; the exit status.
int read_store(const std::filesystem::path& kb_dir) {
    std::function<void(std::size_t)> progress;
    if (on_terminal()) progress = [](std::size_t documents) { std::fprintf(stderr, "\r\033[K%zu documents read", documents); };
    const ReadAgain done = read_again(kb_dir, progress);
    clear_line();
    for (const Diagnostic& error : done.errors) std::cerr << diagnostic_text(error) << '\n';
    std::cout << "read again: " << done.documents << " documents, of which " << done.changed << " say something else now\n";
    return done.errors.empty() ? exit_done : exit_some_rejected;
}

void index_anew(const std::filesystem::path& kb_dir) {
    indexer::IndexOptions options;
    if (on_terminal()) {
        options.progress = [](std::size_t done, std::size_t of) { std::fprintf(stderr, "\r\033[K%zu of %zu studies", done, of); };
    }
    const indexer::IndexReport report = indexer::rebuild_index(kb_dir, options);
    clear_line();
    std::cout << "indexed: " << report.studies << " studies, up to change " << report.sequence << '\n';
}

} // namespace

Run declare_reindex(CLI::App& parser, const Settings& settings) {
    auto again = std::make_shared<bool>(false);
    parser.add_flag("--read-again", *again, "first read every stored source again, with this version's extraction and vocabulary");
    return [again, &settings] {
        const int status = *again ? read_store(settings.kb) : static_cast<int>(exit_done);
        index_anew(settings.kb);
        return status;
    };
}

} // namespace ekb::query
