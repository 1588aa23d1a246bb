// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/source_paths.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace ekb::tests {

/// The rows of a file of cases under the tests' data folder: cells between tabs, comments (#) and empty lines left out.
/// Throws where the file is missing or a row has not so many cells.
inline std::vector<std::vector<std::string>> case_rows(const std::string& file, std::size_t cells) {
    std::ifstream in(data_folder() + "/" + file);
    if (!in) throw std::runtime_error("there is no " + file);
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::vector<std::string>& row = rows.emplace_back();
        for (std::size_t at = 0; at <= line.size();) {
            const std::size_t end = std::min(line.find('\t', at), line.size());
            row.push_back(line.substr(at, end - at));
            at = end + 1;
        }
        if (row.size() != cells) throw std::runtime_error(file + ": not " + std::to_string(cells) + " cells: " + line);
    }
    return rows;
}

} // namespace ekb::tests
