// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare.h"

namespace ekb::importers::extraction {

ComparisonReading compare(const Document&, const Comparison&) {
    return {};
}

} // namespace ekb::importers::extraction
