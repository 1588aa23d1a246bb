// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/figures/number_link.h"
#include "importers/extraction/numbers/statistics.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ekb::importers::extraction {

/// Figures of a sentence with nothing but joints between them, "12% vs 18%": [first, end) of a list of spans.
struct FigureRow {
    std::size_t first = 0;
    std::size_t end = 0;

    std::size_t size() const { return end - first; }
};

/// Whether only joints ("vs", "and", ",") and few of them stand between two spans, the first of which ends first.
bool joined(const std::vector<Token>& tokens, const NumberSpan& left, const NumberSpan& right);

/// The row that a span stands in.
FigureRow row_around(const std::vector<Token>& tokens, const std::vector<NumberSpan>& spans, std::size_t which);

/// Whether a word joins two names or two figures of a row.
bool joint(const Token& token);

/// What a figure is written as, as a number below 32: two of one kind may be two arms'.
std::uint32_t kind_of(const Figure& figure);

} // namespace ekb::importers::extraction
