// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/annotate.h"
#include "importers/extraction/pico/abstract.h"
#include "importers/extraction/pico/model.h"

namespace ekb::importers::extraction::pico {

/// Tags with a word table, a model, and a second model that knows what the first said of the whole abstract.
/// Immutable; thread-safe.
class Tagger {
public:
    Tagger(WordTable words, Model first, Model second)
        : m_words(std::move(words)), m_first(std::move(first)), m_second(std::move(second)) {}

    std::vector<PicoSpan> annotate(std::string_view text) const;
    /// Of each token of `abstract`, which was read with words(): the mean of what both models say.
    std::vector<ClassProbabilities> probabilities(const Abstract& abstract) const;
    const WordTable& words() const { return m_words; }

private:
    WordTable m_words;
    Model m_first;
    Model m_second; ///< its thresholds are the ones that count
};

/// The word table that is built in, read at first use. Thread-safe.
const WordTable& built_in_words();

/// The tagger with the data that is built in, read at first use (some 100 ms). Thread-safe.
const Tagger& built_in_tagger();

} // namespace ekb::importers::extraction::pico
