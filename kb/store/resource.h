// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ekb::kb::schema {

/// The text of a migration under kb/store/schema, by its file name. Throws Error for an unknown name. Thread-safe.
std::string_view resource(std::string_view name);

} // namespace ekb::kb::schema
