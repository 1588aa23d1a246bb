// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/linear/linear_model.h"
#include "importers/extraction/tagging/bio.h"
#include "importers/extraction/tagging/neighbours.h"
#include "importers/extraction/tagging/token_traits.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ekb::importers::extraction {

// A tagger looks at each token through templates (Neighbours in, features out). A template writes to one of the collectors
// here, or to a FeatureCollector for training: `word(which, offset, value)` is a feature of the word at that offset alone,
// `add(which, a, b)` any other.

/// The hashes of a token's features, each of the value 1.
class HashCollector {
public:
    explicit HashCollector(std::uint32_t base) : m_base(base) {}
    void add(std::uint32_t which, std::uint32_t a, std::uint32_t b = 0) { m_hashes.at(m_count++) = mixed(m_base + which, a, b); }
    void word(std::uint32_t which, int, std::uint32_t value) { add(which, value); }
    std::span<const std::uint32_t> hashes() const { return std::span(m_hashes).first(m_count); }

private:
    std::uint32_t m_base;
    std::size_t m_count = 0;
    std::array<std::uint32_t, 48> m_hashes; // NOLINT: those that are used are set
};

/// Without the features that are of one word alone.
class ContextCollector : public HashCollector {
public:
    using HashCollector::HashCollector;
    void word(std::uint32_t, int, std::uint32_t) {}
};

/// Only the features that are of the word at one offset alone.
class WordCollector : private HashCollector {
public:
    WordCollector(std::uint32_t base, int offset) : HashCollector(base), m_offset(offset) {}
    void add(std::uint32_t, std::uint32_t, std::uint32_t = 0) {}
    void word(std::uint32_t which, int offset, std::uint32_t value) {
        if (offset == m_offset) HashCollector::add(which, value);
    }
    using HashCollector::hashes;

private:
    int m_offset;
};

/// What each word alone adds to the scores of the tokens around it, remembered from one document to the next for the words
/// that were met last. It is worth its room in the processor's cache where such features are many. Of one thread.
class WordScores {
public:
    /// Adds the features of a word at an offset, those of `word` alone; none of an offset beyond `reach`.
    using Templates = void (*)(WordCollector& out, const Neighbours& word);
    static constexpr int reach = 2;

    WordScores(std::uint32_t base, Templates templates) : m_base(base), m_templates(templates) {}

    /// Begins the scores of a sentence's tokens: intercepts, and all that is of one word alone.
    ClassValues of(const std::vector<TokenTraits>& tokens, const LinearModel& model);

private:
    static constexpr std::size_t places = 2 * reach + 1;

    /// All that the templates look at in a word.
    struct Word {
        std::uint32_t word = 0;
        std::uint32_t suffix = 0;
        pico::WordClass word_class = pico::WordClass::other;
        pico::WordFacts facts;
        bool met = false;

        bool operator==(const Word&) const = default;
    };

    /// What a word adds to the tokens around it, from `reach` before it to `reach` after it.
    std::span<const double> of(const TokenTraits& word, const LinearModel& model);
    void work_out(std::span<double> sums, const TokenTraits& word, const LinearModel& model) const;
    void forget(const LinearModel& model);

    std::uint32_t m_base;
    Templates m_templates;
    std::uint64_t m_model = 0;    ///< the number of the model that the sums are of
    std::vector<Word> m_words;    ///< each in a place that its hashes tell, where it stays until another comes there
    std::vector<double> m_sums;   ///< of each word, one a place and class
    std::vector<double> m_around; ///< used while a sentence is read, kept for the next
};

} // namespace ekb::importers::extraction
