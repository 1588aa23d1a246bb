// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/check_command.h"

#include "kb/store/reader.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace ekb::query {

Run declare_check(CLI::App&, const Settings& settings) {
    return [&settings] {
        const kb::Reader reader(settings.kb);
        const std::vector<std::string> problems = reader.problems();
        for (const std::string& problem : problems)
            std::cerr << problem << '\n';
        std::cout << "checked: " << reader.document_count() << " documents, " << reader.claim_count()
                  << " claims; problems: " << problems.size() << '\n';
        return static_cast<int>(problems.empty() ? exit_done : exit_some_rejected);
    };
}

} // namespace ekb::query
