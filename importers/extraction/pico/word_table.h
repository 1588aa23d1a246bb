// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

    /// Nothing known: a default WordFacts. Valid until the next `set`.
    const WordFacts& facts(std::string_view normal_form) const;
    void set(std::string_view normal_form, const WordFacts& facts);
    std::size_t size() const { return m_words.size(); }
    std::string serialise() const;

private:
    struct Word {
        WordFacts facts;
        std::uint32_t begin = 0; ///< of the form in m_forms
        std::uint32_t length = 0;
    };
    /// A place of the hash table: most words are told apart here, without a look at their forms elsewhere in memory.
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t word = 0; ///< 1 + its index in m_words; 0: free
    };

    std::string_view form(const Word& word) const { return std::string_view(m_forms).substr(word.begin, word.length); }
    /// Where the form is, or the free place where it would be.
    std::size_t slot_of(std::string_view form, std::uint32_t hash) const;
    /// Makes room for so many words in all.
    void reserve(std::size_t words);

    std::string m_forms; ///< end to end
    std::vector<Word> m_words;
    std::vector<Slot> m_slots; ///< a power of two of them, never full; none of an empty table
};

} // namespace ekb::importers::extraction::pico
