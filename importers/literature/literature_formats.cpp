// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/literature_formats.h"

#include "importers/literature/jats.h"

namespace ekb::importers {

std::vector<Format> literature_formats() {
    return {jats_format()};
}

} // namespace ekb::importers
