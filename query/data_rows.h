// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace ekb::query {

/// The rows of a data file: tab-separated, comments (#) and empty lines left out. Throws Error, naming file and line,
/// for a row that has not exactly `columns`. The cells live as long as the program.
std::vector<std::vector<std::string_view>> data_rows(std::string_view name, std::size_t columns);

} // namespace ekb::query
