// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/resource.h"
#include "importers/extraction/tokens.h"

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
    /// Whether a phrase may begin with this word: of the words of a text few do, and the table need not be asked of the
    /// others.
    bool may_begin(std::string_view word) const {
        if (word.empty()) return false;
        const std::size_t bit = mark(word) % (64 * m_marks.size());
        return (m_marks[bit / 64] >> (bit % 64) & 1U) != 0;
    }
    /// A number from a few letters of a word and its length, as good as a hash to tell that it is not a certain one.
    static std::size_t mark(std::string_view word) {
        const auto letter = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(word[i])}; };
        return letter(0) + 37 * letter(word.size() - 1) + 101 * letter(word.size() / 2) + 401 * word.size();
    }

    std::unordered_map<std::string, std::vector<Entry>, Hash, std::equal_to<>> m_by_first;
    std::vector<std::uint64_t> m_marks; ///< a bit is set for each first word's mark; some 16 times as many bits as words
};

} // namespace ekb::importers::extraction
