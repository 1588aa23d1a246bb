// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// Full-text articles in JATS 1.x and the NLM Journal Archiving and Publishing DTDs 2.x and 3.x, with or without
/// DOCTYPE, alone, in a pmc-articleset or in an OAI answer. Source: https://jats.nlm.nih.gov/archiving/tag-library.
Format jats_format();

} // namespace ekb::importers
