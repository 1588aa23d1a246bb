// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/results/favours.h"

#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

namespace {

struct Judgement {
    std::size_t token = 0;
    Better better = Better::less;
};

/// What each judging word of a phrase says, in order.
std::vector<Judgement> judgements(Tokens tokens) {
    static const Lexicon low(resource("endpoints_better_low.tsv"));
    static const Lexicon high(resource("endpoints_better_high.tsv"));
    std::vector<Judgement> found;
    for (std::size_t i = 0; i < tokens.size();) {
        const auto less = low.match(tokens, i);
        const auto more = high.match(tokens, i);
        if (less || more) found.push_back({i, more.length > less.length ? Better::more : Better::less});
        i += std::max<std::size_t>({1, less.length, more.length});
    }
    return found;
}

/// Where the words that say what the phrase is end: at its first preposition.
std::size_t head_end(Tokens tokens) {
    static constexpr std::string_view prepositions[] = {"of", "in", "for", "to", "on", "with", "from", "after", "at"};
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (std::ranges::find(prepositions, tokens[i].lower) != std::end(prepositions)) return i;
    }
    return tokens.size();
}

} // namespace

std::optional<Better> better_of(Tokens endpoint) {
    const std::vector<Judgement> found = judgements(endpoint);
    if (found.empty()) return std::nullopt;
    const std::size_t head = head_end(endpoint);
    const auto behind = std::ranges::find_if(found, [&](const Judgement& j) { return j.token >= head; });
    return behind == found.begin() ? behind->better : std::prev(behind)->better;
}

std::optional<Favours> favours_of(Direction direction, Tokens endpoint) {
    if (direction == Direction::no_difference) return Favours::neither;
    const auto better = better_of(endpoint);
    if (!better) return std::nullopt;
    return (direction == Direction::increased) == (*better == Better::more) ? Favours::intervention : Favours::comparator;
}

} // namespace ekb::importers::extraction
