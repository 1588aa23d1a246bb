// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ekb::indexer {

/// The bytes of a data file of the indexer, by its name; Error where there is none so.
std::string_view resource(std::string_view name);

} // namespace ekb::indexer
