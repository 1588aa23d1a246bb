// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/figures/arm_orders.h"

#include "importers/extraction/figures/figure_rows.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

using Places = std::vector<const ArmPlace*>;

// As many tokens as may stand between two names of a run.
constexpr std::size_t widest_gap = 6;
// So near before a name stand the words that compare with it.
constexpr std::size_t comparing_words = 3;

ArmOrder order_of(const Places& places) {
    ArmOrder order;
    for (const ArmPlace* place : places) {
        if (std::ranges::find(order, place->arm) == order.end()) order.push_back(place->arm);
    }
    return order;
}

bool near(const std::vector<Token>& tokens, std::size_t first, std::size_t end) {
    if (end < first || end - first > widest_gap) return false;
    return first == end || std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(first), tokens.begin() + static_cast<std::ptrdiff_t>(end), joint);
}

/// The names of a run: `places` from the row outwards.
Places run_of(const std::vector<Token>& tokens, const Places& places, bool behind) {
    Places run;
    for (const ArmPlace* place : places) {
        if (!run.empty() && !near(tokens, behind ? run.back()->end : place->end, behind ? place->first : run.back()->first)) break;
        run.push_back(place);
    }
    return run;
}

Places in_comparison(const Places& places, const std::vector<TokenTraits>& traits) {
    Places first;
    Places last;
    for (const ArmPlace* place : places)
        (is_compared_with(*place, traits) ? last : first).push_back(place);
    first.insert(first.end(), last.begin(), last.end());
    return first;
}

} // namespace

bool is_compared_with(const ArmPlace& place, const std::vector<TokenTraits>& traits) {
    for (std::size_t t = place.first > comparing_words ? place.first - comparing_words : 0; t < place.first && t < traits.size(); ++t) {
        if (traits[t].cue == Cue::than) return true;
    }
    return false;
}

ArmOrders arm_orders(const Statement& statement, const NumberSpan& row) {
    const std::size_t sentence = statement.endpoints[statement.which].sentence;
    const auto& tokens = statement.prose.sentences[sentence].tokens;
    Places all;
    for (const ArmPlace& place : statement.trial.places[sentence])
        all.push_back(&place);
    std::ranges::sort(all, {}, &ArmPlace::first);
    Places before;
    Places behind;
    for (const ArmPlace* place : all) {
        if (place->end <= place->first) continue;
        if (place->end <= row.first) before.push_back(place);
        if (place->first >= row.end) behind.push_back(place);
    }
    std::ranges::reverse(before);
    before = run_of(tokens, before, false);
    std::ranges::reverse(before);
    return {order_of(all), order_of(before), order_of(run_of(tokens, behind, true)), order_of(in_comparison(all, statement.traits.tokens[sentence]))};
}

} // namespace ekb::importers::extraction
