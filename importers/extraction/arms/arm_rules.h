// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/entities.h"
#include "importers/extraction/text/prose.h"

#include <vector>

namespace ekb::importers::extraction {

/// Names of arms by the words around them, in text order: "randomised to receive X or Y", "X (n = 20)", "the X group",
/// "X versus Y" in a title, and the names of what is always a comparator ("placebo", "usual care").
std::vector<Mention> arms_by_rule(const Prose& prose);

/// What the tagger marked and, where it marked nothing, what the rules found.
std::vector<Mention> with_rules(std::vector<Mention> tagged, const std::vector<Mention>& ruled);

} // namespace ekb::importers::extraction
