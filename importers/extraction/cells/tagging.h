// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/linear/linear_model.h"
#include "importers/extraction/pico/word_table.h"
#include "importers/extraction/pico/words.h"
#include "importers/extraction/tagging/bio.h"
#include "importers/extraction/tagging/token_traits.h"
#include "importers/extraction/text/prose.h"

#include <cstdint>
#include <vector>

namespace ekb::importers::extraction::cells {

/// What a cell of a result is made of; the kinds of the taggers' spans.
enum CellPart { intervention_part, outcome_part, figure_part };
constexpr std::size_t cell_parts = 3;

/// What a token is to the grammar of statistics.
enum class StatisticPart : std::uint8_t { none, figure_first, figure, p_value, interval, estimate };

/// What is known of a token's word from text without labels.
struct WordKnowledge {
    const pico::WordFacts* facts = nullptr; ///< never null
    pico::WordClass word_class = pico::WordClass::other;
};

/// One sentence as the taggers see it.
struct SentenceView {
    /// The prose and traits must outlive it.
    SentenceView(const Prose& prose, const ProseTraits& all_traits, std::size_t which);

    const Sentence& sentence;
    const Statistics& statistics;
    const std::vector<TokenTraits>& traits;
    std::vector<StatisticPart> parts; ///< one for each token
    std::vector<WordKnowledge> words; ///< one for each token

    std::size_t size() const { return traits.size(); }
};

/// Class probabilities, one row for each token (bio.h).
using Probabilities = ClassValues;

/// The features of each token for the first tagger.
std::vector<Features> first_features(const SentenceView& view);
/// The features of each token for the second, which sees what the first made of the whole sentence: those for the
/// first and more.
std::vector<Features> second_features(const SentenceView& view, std::vector<Features> first, const Probabilities& said);

/// The row of a tagger's model that holds the scores of each class after one.
constexpr std::uint32_t transition_row(std::size_t before) {
    return mixed(2999, static_cast<std::uint32_t>(before) + 1);
}

/// The marginals of the classes over the chain of tokens (pico/chain.h), given the scores of each, or its features.
Probabilities chain_probabilities(const LinearModel& model, const ClassValues& scores);
Probabilities chain_probabilities(const LinearModel& model, const std::vector<Features>& features);

/// The interventions, outcomes and figures of a sentence, in order, that do not overlap.
std::vector<TaggedSpan> tag_parts(const SentenceView& view, const LinearModel& first, const LinearModel& second);

} // namespace ekb::importers::extraction::cells
