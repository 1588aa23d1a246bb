// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/linear/linear_model.h"
#include "importers/extraction/pico/word_table.h"
#include "importers/extraction/pico/words.h"
#include "importers/extraction/text/prose.h"

#include <cstdint>
#include <vector>

namespace ekb::importers::extraction {

/// What a word does in a statement of a result.
enum class Cue : std::uint8_t {
    none,
    up,
    down,
    better,
    worse,
    same,
    differ,
    significant,
    negation,
    than,
    between,
    both
};

/// What the taggers look at in a token, worked out once.
struct TokenTraits {
    std::uint32_t word = 0;   ///< hash of its lower-case form; digits of a number are folded
    std::uint32_t suffix = 0; ///< hash of its last three letters
    std::uint8_t shape = 0;   ///< word, capital, capitals, with digits, number, symbol
    std::uint8_t depth = 0;   ///< how many brackets it stands in
    Cue cue = Cue::none;
    std::uint8_t intervention = 0; ///< how often the word is one of an intervention, outcome or participants: 0..3
    std::uint8_t outcome = 0;
    std::uint8_t participant = 0;
    bool auxiliary = false; ///< was, were, is, had, did …
    pico::WordClass word_class = pico::WordClass::other;
    pico::WordFacts facts; ///< what text without labels says of the word
};

/// How often a word stands in the parts of the document.
struct WordCount {
    std::uint8_t title = 0;
    std::uint8_t methods = 0;
    std::uint8_t total = 0;
    bool measured = false; ///< stands in a sentence that says what was measured
};

/// The traits of every token of the core sentences, and the document's word counts.
struct ProseTraits {
    std::vector<std::vector<TokenTraits>> tokens; ///< one for each sentence; empty for a sentence outside the core
    std::vector<std::vector<WordCount>> counts;   ///< the same
};

/// `phrases` says of a token how likely it is part of an intervention, an outcome or participants.
ProseTraits read_traits(const Prose& prose, const LinearModel& phrases);

/// The classes of the model of phrases: 0 outside.
enum PhraseClass { intervention_phrase = 1, outcome_phrase, participant_phrase };

/// One sentence's tokens without what the model of phrases says of them.
std::vector<TokenTraits> bare_traits(const Sentence& sentence);
/// The features of a token for the model of phrases.
Features phrase_features(const std::vector<TokenTraits>& tokens, std::size_t at);

/// A feature's hash, from its template's number and what fills it.
constexpr std::uint32_t mixed(std::uint32_t which, std::uint32_t a, std::uint32_t b = 0) {
    std::uint64_t h = (static_cast<std::uint64_t>(which) + 1) * 0x9E3779B97F4A7C15ULL;
    h = (h ^ a) * 0xBF58476D1CE4E5B9ULL;
    h = (h ^ (h >> 29U) ^ b) * 0x94D049BB133111EBULL;
    return static_cast<std::uint32_t>(h >> 32U);
}

/// A count as a feature has it: all above `most` are alike.
constexpr std::uint32_t at_most(std::size_t n, std::size_t most) {
    return static_cast<std::uint32_t>(n < most ? n : most);
}

} // namespace ekb::importers::extraction
