// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

#include <vector>

namespace ekb::importers {

/// The formats of this folder, in the order in which they are tried.
std::vector<Format> web_formats();

} // namespace ekb::importers
