// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/resource.h"
#include "importers/extraction/tokens.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
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

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    /// Whether a phrase may begin with this word: few words need to be looked up.
    bool may_begin(std::string_view word) const {
        return !word.empty() && (m_lengths[static_cast<unsigned char>(word.front()) % m_lengths.size()] &
                                 length_bit(word)) != 0;
    }
    static std::uint32_t length_bit(std::string_view word) { return std::uint32_t{1} << (word.size() % 32U); }

    std::unordered_map<std::string, std::vector<Entry>, Hash, std::equal_to<>> m_by_first;
    std::array<std::uint32_t, 64> m_lengths{}; ///< by the first letter of the first words, a bit for each length
};

} // namespace ekb::importers::extraction
