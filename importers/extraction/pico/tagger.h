// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/annotate.h"
#include "importers/extraction/pico/abstract.h"
#include "importers/extraction/pico/model.h"

namespace ekb::importers::extraction::pico {

/// Tags with a word table and a model. Immutable; thread-safe.
class Tagger {
public:
    Tagger(WordTable words, Model model) : m_words(std::move(words)), m_model(std::move(model)) {}

    std::vector<PicoSpan> annotate(std::string_view text) const;
    /// Of each token of `abstract`, which was read with words().
    std::vector<ClassProbabilities> probabilities(const Abstract& abstract) const;
    const WordTable& words() const { return m_words; }

private:
    WordTable m_words;
    Model m_model;
};

/// The tagger with the data that is built in, read at first use (some 100 ms). Thread-safe.
const Tagger& built_in_tagger();

} // namespace ekb::importers::extraction::pico
