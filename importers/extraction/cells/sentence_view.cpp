// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/cells/tagging.h"
#include "importers/extraction/pico/tagger.h"

#include <algorithm>

namespace ekb::importers::extraction::cells {

namespace {

/// A token with as many capitals as its traits tell; a word's class needs no more.
std::string written(const Token& token) {
    std::string out = token.lower;
    const auto raise = [](char& c) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    };
    if (token.capitals)
        std::for_each(out.begin(), out.end(), raise);
    else if (token.capital && !out.empty())
        raise(out.front());
    return out;
}

std::vector<WordKnowledge> knowledge_of(const Sentence& sentence) {
    std::vector<WordKnowledge> out;
    for (const Token& token : sentence.tokens) {
        const std::string form = pico::normal_form(token.lower);
        out.push_back({&pico::built_in_words().facts(form), pico::word_class(written(token), form)});
    }
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
    words = knowledge_of(sentence);
}

} // namespace ekb::importers::extraction::cells
