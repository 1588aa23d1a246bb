// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ekb::importers::registry {

/// The bytes of a file of importers/registry/data.
std::string_view resource(std::string_view name);

} // namespace ekb::importers::registry
