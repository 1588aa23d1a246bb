// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/numbers/numbers.h"

#include "importers/extraction/words/lexicon.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace ekb::importers::extraction {

namespace {

struct NumberWord {
    double value = 0;
    bool scale = false; ///< hundred, thousand, million: multiplies what came before
};

std::optional<NumberWord> number_word(const Token& token) {
    static const Lexicon words(resource("number_words.tsv"));
    const auto found = words.match(Tokens(&token, 1), 0);
    if (!found) return std::nullopt;
    NumberWord word;
    const std::string_view value = found.value(0);
    std::from_chars(value.data(), value.data() + value.size(), word.value);
    word.scale = found.value(1) == "scale";
    return word;
}

/// A value in words as it is read, from left to right.
struct Spoken {
    double total = 0;   ///< finished thousands and millions
    double current = 0; ///< the group being read, below a thousand
    double last = 0;

    bool accepts(const NumberWord& word) const {
        if (word.scale) return current > 0 && (word.value < 1000 ? current < 100 : true);
        if (current == 0) return true;
        const double rest = std::fmod(current, 100);
        if (word.value < 10) return rest == 0 || (rest >= 20 && std::fmod(rest, 10) == 0);
        return word.value < 100 && rest == 0 && last >= 100;
    }
    void take(const NumberWord& word) {
        if (!word.scale) {
            current += word.value;
        } else if (word.value == 100) {
            current *= 100;
        } else {
            total += current * word.value;
            current = 0;
        }
        last = word.value;
    }
};

bool minus_is_sign(Tokens tokens, std::size_t at) {
    if (at == 0) return true;
    const Token& before = tokens[at - 1];
    if (before.number()) return false;
    if (before.kind == TokenKind::symbol) return !before.is(")") && !before.is("%") && !before.is("]");
    return tokens[at].spaced;
}

} // namespace

std::optional<NumberMention> signed_number(Tokens tokens, std::size_t at) {
    if (at >= tokens.size()) return std::nullopt;
    if (tokens[at].number()) return NumberMention{tokens[at].value, at, at + 1, false};
    if (at + 1 >= tokens.size() || !tokens[at + 1].number()) return std::nullopt;
    if (tokens[at].is("-") && minus_is_sign(tokens, at)) return NumberMention{-tokens[at + 1].value, at, at + 2, false};
    if (tokens[at].is("+") && !tokens[at + 1].spaced) return NumberMention{tokens[at + 1].value, at, at + 2, false};
    return std::nullopt;
}

std::optional<NumberMention> number_in_words(Tokens tokens, std::size_t at) {
    Spoken spoken;
    std::size_t end = at;
    for (std::size_t i = at; i < tokens.size(); ++i) {
        const bool joins = end > at && (tokens[i].is("-") || tokens[i].is("and") || tokens[i].is(","));
        if (joins && tokens[i].is("and") && spoken.last < 100) break;
        if (joins && tokens[i].is(",") && spoken.last < 1000) break;
        if (joins) continue;
        const auto word = number_word(tokens[i]);
        if (!word || !spoken.accepts(*word)) break;
        spoken.take(*word);
        end = i + 1;
    }
    if (end == at) return std::nullopt;
    return NumberMention{spoken.total + spoken.current, at, end, true};
}

std::optional<NumberMention> number_at(Tokens tokens, std::size_t at) {
    if (auto digits = signed_number(tokens, at)) return digits;
    return number_in_words(tokens, at);
}

std::optional<int> whole(double value) {
    if (std::floor(value) != value || std::abs(value) > std::numeric_limits<int>::max()) return std::nullopt;
    return static_cast<int>(value);
}

} // namespace ekb::importers::extraction
