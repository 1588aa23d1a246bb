// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/reindex_command.h"

#include "indexer/index_writer.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <iostream>

#include <unistd.h>

namespace ekb::query {

Run declare_reindex(CLI::App&, const Settings& settings) {
    return [&settings] {
        indexer::IndexOptions options;
        const bool terminal = isatty(STDERR_FILENO) == 1;
        if (terminal) {
            options.progress = [](std::size_t done, std::size_t of) {
                std::fprintf(stderr, "\r\033[K%zu of %zu studies", done, of);
            };
        }
        const indexer::IndexReport report = indexer::rebuild_index(settings.kb, options);
        if (terminal) std::fputs("\r\033[K", stderr);
        std::cout << "indexed: " << report.studies << " studies, up to change " << report.sequence << '\n';
        return static_cast<int>(exit_done);
    };
}

} // namespace ekb::query
