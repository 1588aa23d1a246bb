// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ekb::importers::extraction::pico {

/// A data file of the tagger by its name below pico/data. Throws Error for a name that the build did not list.
/// Thread-safe.
std::string_view resource(std::string_view name);

} // namespace ekb::importers::extraction::pico
