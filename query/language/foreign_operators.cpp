// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/language/foreign_operators.h"

#include "indexer/entry_terms.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace ekb::query {

namespace {

bool is_letter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> foreign{{{"and", "AND"},
                                                                                {"adn", "AND"}, // slips
                                                                                {"nto", "NOT"},
                                                                                {"nor", "NOT"},
                                                                                {"&&", "AND"},
                                                                                {"&", "AND"},
                                                                                {"or", "OR"},
                                                                                {"||", "OR"},
                                                                                {"|", "OR"},
                                                                                {"not", "NOT"},
                                                                                {"!", "NOT"}}};

/// Where "zinc~2" or "zinc^3" has its ~ or ^; npos where it has none.
std::size_t suffix_at(std::string_view word) {
    const std::size_t at = word.find_last_of("~^");
    if (at == std::string_view::npos) return at;
    const std::string_view rest = word.substr(at + 1);
    const bool number = std::ranges::all_of(rest, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.'; });
    return number ? at : std::string_view::npos;
}

} // namespace

bool has_letters(std::string_view text) {
    return std::ranges::any_of(text, is_letter);
}

std::string why_no_word(std::string_view word) {
    const std::string said = indexer::lower_ascii(word);
    for (const auto& [other, name] : foreign) {
        if (said != other) continue;
        std::string message = "\"" + std::string(word) + "\" is no operator: write " + std::string(name) + " in capitals";
        if (has_letters(word)) message += ", or the word in quotation marks";
        return message;
    }
    if (const std::size_t at = suffix_at(word); at != std::string_view::npos) {
        return word[at] == '~' ? "\"~\" is no operator: for words near each other write a NEAR/5 b; spelling is forgiven anyway"
                               : "\"^\" is no operator: words have no weights here";
    }
    if (!has_letters(word)) return "there is no letter or digit to search for in \"" + std::string(word) + "\"";
    const std::string rest(word.substr(1));
    if (word.front() == '-' || word.front() == '!') return "\"" + std::string(1, word.front()) + "\" is no operator: write NOT " + rest;
    if (word.front() == '+') return "\"+\" is no operator: all words are needed as they are; write " + rest;
    return {};
}

} // namespace ekb::query
