// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ekb::importers::extraction::pico {

/// What is known of a word from text without labels.
struct WordFacts {
    static constexpr std::size_t granularities = 4;

    std::array<std::uint16_t, granularities> clusters{}; ///< words used alike share a number; 0: unknown
    std::array<std::uint8_t, 3> fields{}; ///< how much more often than elsewhere it names participants, interventions,
                                          ///< outcomes: 1 (less) .. 7 (more), 4 as often; 0: unknown
    std::uint32_t topics = 0;             ///< bit per MeSH branch (A..N, V, Z) and drug list that has it

    bool operator==(const WordFacts&) const = default;
};

/// Facts of words by normal form, as ekb-train-words wrote them. Immutable after construction; thread-safe.
class WordTable {
public:
    WordTable() = default;
    /// `data`: the bytes of words.bin (decompressed). Throws Error where they are not such a table.
    explicit WordTable(std::string_view data);

    /// Nothing known: a default WordFacts.
    const WordFacts& facts(std::string_view normal_form) const;
    void set(std::string normal_form, WordFacts facts) { m_words[std::move(normal_form)] = facts; }
    std::size_t size() const { return m_words.size(); }
    std::string serialise() const;

private:
    std::unordered_map<std::string, WordFacts> m_words;
};

} // namespace ekb::importers::extraction::pico
