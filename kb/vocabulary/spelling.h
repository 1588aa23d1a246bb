// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ekb::kb {

/// How a character takes part in words.
enum class CharClass : std::uint8_t { letter, own_word, digit, space, dash, apostrophe, ignored, punctuation };

struct FoldedChar {
    CharClass char_class = CharClass::punctuation;
    std::string text; ///< what stands for it in a folded word; empty for spaces, dashes and ignored characters
};

/// What counts as the same spelling, as data/spelling.tsv says. Thread-safe: it is only read.
class Spelling {
public:
    /// The built-in rules, read at the first call. Throws Error where they are malformed.
    static const Spelling& builtin();

    /// Throws Error with the line of a malformed rule.
    explicit Spelling(std::string_view tsv);

    /// A character beyond ASCII; nullptr where the rules do not name it.
    const FoldedChar* character(char32_t code_point) const;

    /// Folds a word of lower-case letters in place: plural to singular, British to American.
    void fold_word(std::string& word) const;

    /// Does the folded word make another thing of what a dash joins to it, as in "non-diabetic"?
    bool is_prefix(std::string_view word) const;

    /// Is the word, as written in lower case, so common that no abbreviation is meant by it?
    bool is_stopword(std::string_view word) const;

    /// A name written in British spelling as Americans write it; nullopt where they write the same.
    std::optional<std::string> american(std::string_view name) const;

private:
    struct Ending {
        std::string from, to;
        std::size_t min_letters = 0;
    };
    void add_rule(std::string_view rule, std::string_view from, std::string_view to, std::size_t min_letters);
    static bool apply_ending(const std::vector<Ending>& endings, std::string& word);
    void apply_inside(std::string& word) const;

    std::vector<std::pair<char32_t, FoldedChar>> m_characters; // sorted by code point
    std::vector<std::pair<std::string, std::string>> m_words;  // sorted by word
    std::vector<Ending> m_plurals;
    std::vector<Ending> m_endings[26]; // by the last letter
    std::vector<Ending> m_inside[26];  // by the first letter
    std::vector<std::string> m_prefixes;
    std::vector<std::string> m_stopwords;
    std::vector<std::pair<std::string, std::string>> m_stems; // British, American
};

} // namespace ekb::kb
