// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ekb::importers::extraction {

/// A data file of extraction (word lists, units, cues, trained models) by its path below `data`. Throws Error for a
/// name that the build did not list. Thread-safe.
std::string_view resource(std::string_view name);

} // namespace ekb::importers::extraction
