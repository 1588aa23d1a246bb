// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/words/tokens.h"

#include <cstddef>
#include <optional>

namespace ekb::importers::extraction {

/// A number as it stands in a text.
struct NumberMention {
    double value = 0;
    std::size_t first = 0; ///< its tokens: [first, end)
    std::size_t end = 0;
    bool in_words = false;
};

/// The number in digits that begins at this token, with its sign: "-" counts as one where nothing that could be
/// subtracted from stands before it.
std::optional<NumberMention> signed_number(Tokens tokens, std::size_t at);

/// The number in English words that begins at this token: "Fifty-three", "one hundred and twelve", "two thousand".
/// Ordinals, "once" and a lone "a" are none. "one" and "zero" are.
std::optional<NumberMention> number_in_words(Tokens tokens, std::size_t at);

/// Either of the two.
std::optional<NumberMention> number_at(Tokens tokens, std::size_t at);

/// The whole number that a double is, where it is one and fits.
std::optional<int> whole(double value);

} // namespace ekb::importers::extraction
