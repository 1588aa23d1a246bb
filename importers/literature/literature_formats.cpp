// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/literature_formats.h"

#include "importers/literature/jats.h"
#include "importers/literature/pubmed.h"

namespace ekb::importers {

std::vector<Format> literature_formats() {
    return {pubmed_format(), jats_format()};
}

} // namespace ekb::importers
