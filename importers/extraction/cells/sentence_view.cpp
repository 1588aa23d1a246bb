// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/cells/tagging.h"

#include <algorithm>

namespace ekb::importers::extraction::cells {

namespace {

std::vector<WordKnowledge> knowledge_of(const std::vector<TokenTraits>& tokens) {
    std::vector<WordKnowledge> out;
    for (const TokenTraits& token : tokens)
        out.push_back({&token.facts, token.word_class});
    return out;
}

} // namespace

SentenceView::SentenceView(const Prose& prose, const ProseTraits& all_traits, std::size_t which)
    : sentence(prose.sentences[which]), statistics(prose.statistics[which]), traits(all_traits.tokens[which]),
      parts(traits.size(), StatisticPart::none) {
    const auto mark = [&](const auto& mentions, StatisticPart part) {
        for (const auto& mention : mentions) {
            for (std::size_t i = mention.first; i < mention.end; ++i)
                parts[i] = part;
        }
    };
    mark(statistics.figures, StatisticPart::figure);
    mark(statistics.estimates, StatisticPart::estimate);
    mark(statistics.intervals, StatisticPart::interval);
    mark(statistics.p_values, StatisticPart::p_value);
    for (const Figure& figure : statistics.figures)
        parts[figure.first] = StatisticPart::figure_first;
    words = knowledge_of(traits);
}

} // namespace ekb::importers::extraction::cells
