// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/web/web_formats.h"

namespace ekb::importers {

std::vector<Format> web_formats() { return {}; }

} // namespace ekb::importers
