// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/results/direction_check.h"

#include "importers/extraction/numbers/numbers.h"
#include "importers/extraction/words/tokens.h"

#include <algorithm>
#include <optional>
#include <string>

namespace ekb::importers::extraction {

namespace {

/// Whether the endpoint is itself a movement downwards: figures of it may be given with or without a sign.
bool names_a_fall(const std::string& endpoint) {
    static constexpr std::string_view words[] = {"declin", "decreas", "reduc", "loss", "fall", "drop", "worsen", "improv", "deteriorat", "change"};
    const std::string lower = lower_case(endpoint);
    return std::ranges::any_of(words, [&](std::string_view word) { return lower.find(word) != lower.npos; });
}

/// The figure that an arm's words begin with. Only signed ones: a sign says that it is a change, and which way.
std::optional<double> signed_figure(const ArmFigures& arm) {
    const std::vector<Token> tokens = tokenise(arm.text);
    if (tokens.empty() || !tokens.front().is("-")) return std::nullopt;
    const auto number = signed_number(tokens, 0);
    return number ? std::optional(number->value) : std::nullopt;
}

} // namespace

void check_direction(Claim& claim) {
    if (!claim.effect.direction || *claim.effect.direction == Direction::no_difference || claim.arms.size() != 2) return;
    if (names_a_fall(claim.endpoint.text)) return;
    const auto intervention = signed_figure(claim.arms[0]);
    const auto comparator = signed_figure(claim.arms[1]);
    if (!intervention || !comparator || *intervention == *comparator) return;
    const Direction by_figures = *intervention > *comparator ? Direction::increased : Direction::decreased;
    if (by_figures == *claim.effect.direction) return;
    claim.effect.direction = by_figures;
    claim.effect.favours = std::nullopt; // it was read from the words that the figures overrule
}

} // namespace ekb::importers::extraction
