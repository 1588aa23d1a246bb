// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace ekb::importers {

/// The lines of a text, whether they end in LF, CR LF or CR alone, without their ends. The views lie in `text`.
std::vector<std::string_view> lines_of(std::string_view text);

} // namespace ekb::importers
