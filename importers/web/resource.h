// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ekb::importers::web {

/// A data file of importers/web/data, built into the program.
std::string_view resource(std::string_view name);

} // namespace ekb::importers::web
