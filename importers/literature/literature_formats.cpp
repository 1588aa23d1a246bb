// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/literature_formats.h"

namespace ekb::importers {

std::vector<Format> literature_formats() { return {}; }

} // namespace ekb::importers
