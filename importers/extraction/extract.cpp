// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/extract.h"

namespace ekb::importers::extraction {

void extract(Document& document) {
    (void)document;
}

} // namespace ekb::importers::extraction
