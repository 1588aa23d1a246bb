// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ekb::kb::store_data {

/// The text of a data file of the store, by its path below kb/store. Throws Error for an unknown name. Thread-safe.
std::string_view resource(std::string_view name);

} // namespace ekb::kb::store_data
