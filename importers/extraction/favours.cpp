// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/favours.h"

#include "importers/extraction/lexicon.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

bool holds(Tokens tokens, const Lexicon& words) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (words.match(tokens, i)) return true;
    }
    return false;
}

} // namespace

std::optional<Favours> favours_of(Direction direction, Tokens endpoint) {
    static const Lexicon low(resource("endpoints_better_low.tsv"));
    static const Lexicon high(resource("endpoints_better_high.tsv"));
    if (direction == Direction::no_difference) return Favours::neither;
    const bool less = holds(endpoint, low);
    const bool more = holds(endpoint, high);
    if (less == more) return std::nullopt;
    return (direction == Direction::increased) == more ? Favours::intervention : Favours::comparator;
}

} // namespace ekb::importers::extraction
