// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/figures/figure_rows.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

// As many tokens as may join two figures of a row.
constexpr std::size_t longest_joint = 5;

} // namespace

bool joint(const Token& token) {
    return any_of(token, {"vs", "versus", "v", ".", "and", ",", "compared", "with", "to", "or", "than", "/", ";", "patients", "respectively", "as", "against"});
}

bool joined(const std::vector<Token>& tokens, const NumberSpan& left, const NumberSpan& right) {
    return right.first >= left.end && right.first - left.end <= longest_joint &&
           std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(left.end), tokens.begin() + static_cast<std::ptrdiff_t>(right.first), joint);
}

FigureRow row_around(const std::vector<Token>& tokens, const std::vector<NumberSpan>& spans, std::size_t which) {
    FigureRow row{which, which + 1};
    while (row.first > 0 && joined(tokens, spans[row.first - 1], spans[row.first]))
        --row.first;
    while (row.end < spans.size() && joined(tokens, spans[row.end - 1], spans[row.end]))
        ++row.end;
    return row;
}

std::uint32_t kind_of(const Figure& figure) {
    return (figure.percent ? 1U : 0U) + (figure.total ? 2U : 0U) + (figure.spread ? 4U : 0U) + (figure.low ? 8U : 0U) +
           (figure.in_words ? 16U : 0U);
}

} // namespace ekb::importers::extraction
