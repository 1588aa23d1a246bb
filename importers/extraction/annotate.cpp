// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/annotate.h"

#include "importers/extraction/pico/tagger.h"

namespace ekb::importers::extraction {

std::vector<PicoSpan> annotate(std::string_view text) {
    return pico::built_in_tagger().annotate(text);
}

} // namespace ekb::importers::extraction
