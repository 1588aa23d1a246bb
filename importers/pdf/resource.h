// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ekb::importers::pdf {

/// A data file of importers/pdf/data, built into the program.
std::string_view resource(std::string_view name);

} // namespace ekb::importers::pdf
