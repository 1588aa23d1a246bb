// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/text.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::indexer {

/// A word of a text as the index knows it.
struct Token {
    std::string word;    ///< lower case, without accents
    ByteSpan span;       ///< in the text
    bool joined = false; ///< hyphenated to the token before it: "r" of "alsfrs-r"
};

/// The words of a text in order: runs of letters and digits; a point or comma between digits belongs to the number.
/// Hyphens divide. UTF-8 that is not valid is read byte by byte. Thread-safe.
std::vector<Token> tokens(std::string_view text);

/// Whether the stem alone finds a word: it is the word, or the word is its plural in s ("trials", but not "diagnosis").
/// The index keeps other words whole, beside their stems.
bool stem_tells(std::string_view word, std::string_view stem);

/// English stems (Snowball) of British and American spellings alike, remembered. One a thread.
class Stemmer {
public:
    Stemmer();
    ~Stemmer();
    Stemmer(Stemmer&&) noexcept;
    Stemmer& operator=(Stemmer&&) noexcept;

    /// The stem of a lower-case word; it lives until the next call.
    const std::string& operator()(const std::string& word);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace ekb::indexer
