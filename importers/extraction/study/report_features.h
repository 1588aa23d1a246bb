// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/tagging/token_traits.h"
#include "importers/extraction/text/prose.h"

#include <cstdint>
#include <vector>

namespace ekb::importers::extraction {

/// What tells reports of trials from other work: the words of a text's core sentences, those of its title once more, the pairs of
/// words that stand side by side, and the kinds of words (data/report_words.tsv). Each once, by its hash, in rising order.
std::vector<std::uint32_t> report_features(const Prose& prose, const ProseTraits& traits);

} // namespace ekb::importers::extraction
