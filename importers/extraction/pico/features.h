// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/pico/abstract.h"

#include <cstdint>
#include <vector>

namespace ekb::importers::extraction::pico {

/// The features of each token of an abstract: hashes of (template, values), without order or meaning of their own.
/// The trainer and the tagger call the same function, so that a feature means the same to both. Sets, no counts.
class Features {
public:
    explicit Features(const Abstract& abstract);

    /// Replaces `out` with those of token `index`.
    void of(std::size_t index, std::vector<std::uint64_t>& out) const;

private:
    struct Phrase {
        std::size_t begin, end; ///< noun phrase around a token
        std::size_t governor;   ///< token before it
    };

    void words(std::size_t index, std::vector<std::uint64_t>& out) const;
    void letters(std::size_t index, std::vector<std::uint64_t>& out) const;
    void classes(std::size_t index, std::vector<std::uint64_t>& out) const;
    void facts(std::size_t index, std::vector<std::uint64_t>& out) const;
    void phrase(std::size_t index, std::vector<std::uint64_t>& out) const;
    void sentence(std::size_t index, std::vector<std::uint64_t>& out) const;
    void around(std::size_t index, std::vector<std::uint64_t>& out) const;
    void document(std::size_t index, std::vector<std::uint64_t>& out) const;

    const Token& at(std::size_t index, int offset) const; ///< a boundary token beyond the sentence
    Phrase phrase_around(std::size_t index) const;

    const Abstract& m_abstract;
    Token m_boundary;
    std::vector<std::vector<std::uint64_t>> m_sentence_words; ///< stems of each sentence, sorted, each once
};

} // namespace ekb::importers::extraction::pico
