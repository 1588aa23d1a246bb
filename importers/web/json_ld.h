// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ekb::importers {

/// The properties headline, datePublished, author and url of the first article (schema.org Article and its kinds) in a
/// JSON-LD script, as pairs "ld:headline" → text; authors one by one. Empty where it holds none or is no JSON.
std::vector<std::pair<std::string, std::string>> json_ld_properties(std::string_view script);

} // namespace ekb::importers
