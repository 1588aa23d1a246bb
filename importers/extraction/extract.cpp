// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/extract.h"

namespace ekb::importers::extraction {

void extract(Document& document) { (void)document; }

DocumentText plain_text(std::string_view text) {
    return {std::string(text), {{BlockKind::paragraph, {0, text.size()}, "body"}}, {}};
}

} // namespace ekb::importers::extraction
