// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

#include <vector>

namespace ekb::importers {

/// What gives concepts and no documents: MeSH, ATC, tables of names, a curator's own CSV. In the order in which they are
/// tried.
std::vector<Format> vocabulary_formats();

} // namespace ekb::importers
