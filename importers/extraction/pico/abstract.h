// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/pico/word_table.h"
#include "importers/extraction/pico/words.h"
#include "kb/model/text.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ekb::importers::extraction::pico {

/// Which part of a structured abstract a token stands in.
enum class Section : std::uint8_t {
    title,
    none,
    background,
    objective,
    design,
    methods,
    participants,
    interventions,
    outcomes,
    results,
    conclusions,
    registration
};

struct Token {
    ByteSpan span;
    std::string form; ///< normal form
    std::uint64_t form_hash = 0;
    std::uint64_t stem_hash = 0;
    std::uint64_t shape_hash = 0;
    WordClass word_class = WordClass::other;
    Section section = Section::none;
    bool heading = false;
    bool in_brackets = false;
    std::uint32_t sentence = 0;
    const WordFacts* facts = nullptr; ///< never null; lives as long as the WordTable
};

/// First and last + 1 token.
struct TokenRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// A text read for tagging.
struct Abstract {
    std::vector<Token> tokens;
    std::vector<TokenRange> sentences;
    /// Stem -> tokens of it, for words that are no function words, marks or numbers.
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> places;
    /// Abbreviation (form hash) -> the words before the bracket that defines it.
    std::unordered_map<std::uint64_t, TokenRange> long_forms;
};

/// `words` must outlive the result.
Abstract read_abstract(std::string_view text, const WordTable& words);

/// A word that can name something: no function word, mark or number.
bool is_content(WordClass word_class);
/// A bracket or other punctuation.
bool is_mark(WordClass word_class);

std::uint64_t hash_text(std::string_view text);

} // namespace ekb::importers::extraction::pico
