// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/words/resource.h"
#include "importers/extraction/words/tokens.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <span>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

/// The rows of a data file: fields between tabs; empty lines and lines that begin with '#' are left out.
std::vector<std::vector<std::string_view>> data_rows(std::string_view file);

/// Phrases of one or more words, each with what the data file says of it. The first column is the phrase, in lower
/// case, its tokens as tokenise() gives them, between spaces. Immutable after construction; views into the file.
class Lexicon {
public:
    struct Entry {
        std::vector<std::string> words;
        std::vector<std::string_view> values; ///< the columns after the phrase
    };
    struct Match {
        std::size_t length = 0; ///< tokens
        const Entry* entry = nullptr;

        explicit operator bool() const { return entry != nullptr; }
        std::string_view value(std::size_t column = 0) const;
    };

    explicit Lexicon(std::string_view file);

    /// The longest phrase that stands at this token.
    Match match(Tokens tokens, std::size_t at) const;
    /// Whether this is one of the phrases of a single word.
    bool has(std::string_view word) const;
    bool has(const Token& token) const;

private:
    /// The phrases that begin with one word, the longest first: entries [begin, end).
    struct Slot {
        std::uint32_t hash = 0; ///< of the word
        std::uint32_t begin = 0;
        std::uint32_t end = 0; ///< 0: free
    };

    std::span<const Entry> beginning_with(std::string_view word, std::uint32_t hash) const;

    std::vector<Entry> m_entries;
    std::vector<Slot> m_slots; ///< by the word's hash: a power of two of them, the half of them free
};

} // namespace ekb::importers::extraction
