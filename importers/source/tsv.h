// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace ekb::importers {

/// The rows of a data file: cells parted by tabs; empty lines and lines that begin with # are left out. The views
/// lie in `text`.
std::vector<std::vector<std::string_view>> tsv_rows(std::string_view text);

} // namespace ekb::importers
