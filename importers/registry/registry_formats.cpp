// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/registry_formats.h"

namespace ekb::importers {

std::vector<Format> registry_formats() { return {}; }

} // namespace ekb::importers
