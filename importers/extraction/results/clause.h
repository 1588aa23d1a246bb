// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/tagging/token_traits.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction {

/// Tokens [first, end) of a sentence that say one thing.
struct Clause {
    std::size_t first = 0;
    std::size_t end = 0;

    bool holds(std::size_t token) const { return first <= token && token < end; }
};

/// The clause around tokens [first, end) of a sentence. Clauses are parted by ";" outside brackets, by "whereas", "but" and
/// their like (data/clause_cuts.tsv), but not by "but not", and by an "and" that joins two statements: "A was lower and B
/// was higher", "X reduced A and increased B".
Clause clause_around(const std::vector<Token>& tokens, const std::vector<TokenTraits>& traits, std::size_t first,
                     std::size_t end);

} // namespace ekb::importers::extraction
