// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/text.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

enum class TokenKind { word, number, symbol };

/// One word, number or symbol. "10mg" is a number and a word; "ALSFRS-R" is a word, "-" and a word; every dash and
/// minus is "-", every decimal mark of a number is read.
struct Token {
    ByteSpan span;
    TokenKind kind = TokenKind::word;
    bool spaced = true; ///< white space, or the start of the text, stands before it
    std::string
        lower; ///< as written, ASCII letters in lower case; symbols by their plain name: "-", "<=", ">=", "+-", "x"
    std::uint32_t hash = 0; ///< of `lower`, to find it in tables (lower_hash)
    double value = 0;      ///< of a number, without sign
    bool capital = false;  ///< a word that begins with a capital
    bool capitals = false; ///< a word whose ASCII letters are all capitals

    bool is(std::string_view text) const {
        // Most words differ in their length or first letter: the others are compared in full.
        return lower.size() == text.size() && (text.empty() || (lower.front() == text.front() && lower == text));
    }
    bool word() const { return kind == TokenKind::word; }
    bool number() const { return kind == TokenKind::number; }
};

using Tokens = std::span<const Token>;

/// Whether a token is one of some words or marks, in lower case.
inline bool any_of(const Token& token, std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) {
        if (token.is(word)) return true;
    }
    return false;
}

/// The tokens of a part of a text, in order, spans counted in the whole text. Any byte sequence is read.
std::vector<Token> tokenise(std::string_view text, ByteSpan part);
std::vector<Token> tokenise(std::string_view text);

/// Token::hash. The same while the program runs.
inline std::uint32_t lower_hash(std::string_view lower) {
    return static_cast<std::uint32_t>(std::hash<std::string_view>{}(lower));
}

/// ASCII letters in lower case, all else as it is.
std::string lower_case(std::string_view text);

/// The bytes from the first token's to the last's; empty for no tokens.
ByteSpan span_of(Tokens tokens);

} // namespace ekb::importers::extraction
