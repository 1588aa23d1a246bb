// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ekb::kb::vocabulary {

/// The bytes of a built-in data file, by its name below kb/vocabulary/data. Throws Error for an unknown name.
std::string_view resource(std::string_view name);

} // namespace ekb::kb::vocabulary
