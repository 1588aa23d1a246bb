// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ekb::query::http {

/// A file of query/http/data, built in. Throws Error where there is none of that name.
std::string_view resource(std::string_view name);

} // namespace ekb::query::http
