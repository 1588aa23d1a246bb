// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ekb::query {

/// The bytes of a data file of the query library, by its name; Error where there is none so.
std::string_view resource(std::string_view name);

} // namespace ekb::query
