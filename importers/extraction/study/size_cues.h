// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/study/size_candidates.h"

#include <cstdint>
#include <vector>

namespace ekb::importers::extraction {

/// What a word says that a count beside it counts (data/size_cues.tsv, by a word's first letters).
SizeCue size_cue(const Token& token);

/// A cue as a bit; none is no bit.
constexpr std::uint32_t bit_of(SizeCue cue) {
    return cue == SizeCue::none ? 0 : 1U << (static_cast<std::uint32_t>(cue) - 1);
}

/// How many tokens on from `end` people are named; 8 where they are not among the next eight.
std::size_t people_ahead(const std::vector<Token>& tokens, std::size_t end);

/// Reads what the sentences say of the candidates, which stand in text order.
void set_contexts(const Prose& prose, std::vector<SizeCandidate>& candidates);

} // namespace ekb::importers::extraction
