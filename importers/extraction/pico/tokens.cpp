// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/tokens.h"

#include <array>

namespace ekb::importers::extraction::pico {

namespace {

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}

/// Bytes of the punctuation mark that starts at `at` and always stands alone; 0 where there is none.
std::size_t mark_length(std::string_view text, std::size_t at) {
    constexpr std::string_view single = "()[]{}\"%;=<>!?";
    if (single.find(text[at]) != std::string_view::npos) return 1;
    constexpr std::array<std::string_view, 10> multi = {"±", "≤", "≥", "“", "”", "‘", "’", "…", "–", "—"};
    for (auto mark : multi)
        if (text.substr(at, mark.size()) == mark) return mark.size();
    return 0;
}

/// `,` and `:` belong to a number or a ratio ("1,000", "2:1") where a digit follows.
bool splits_between(std::string_view text, std::size_t at) {
    if (text[at] != ',' && text[at] != ':') return false;
    return at + 1 >= text.size() || !is_digit(text[at + 1]) || at == 0 || !is_digit(text[at - 1]);
}

/// A full stop that ends a sentence rather than an abbreviation: the word is longer than one letter, holds no other
/// stop, and what follows is the end, a line break or a capital.
bool is_sentence_stop(std::string_view text, std::size_t word_begin, std::size_t stop) {
    std::size_t next = stop + 1;
    while (next < text.size() && is_space(text[next]))
        ++next;
    auto word = text.substr(word_begin, stop - word_begin);
    if (word.empty() || next >= text.size()) return true;
    if (word.find('.') != std::string_view::npos && !is_digit(word.back())) return false;
    for (std::string_view title : {"vs", "Dr", "Mr", "Mrs", "St", "al", "cf", "approx", "Fig", "No"})
        if (word == title) return false;
    if (word.size() == 1 && !is_digit(word[0])) return false;
    return is_upper(text[next]) || is_digit(text[next]) || text[next] == '(' || text[next] == '[' || text[next] < 0;
}

void split_word(std::string_view text, ByteSpan word, std::vector<ByteSpan>& out) {
    std::size_t begin = word.begin;
    auto flush = [&](std::size_t end) {
        if (end > begin) out.push_back({begin, end});
    };
    for (std::size_t at = word.begin; at < word.end;) {
        std::size_t length = mark_length(text, at);
        if (length == 0 && splits_between(text, at)) length = 1;
        if (length == 0 && at + 1 == word.end && text[at] == '.' && is_sentence_stop(text, begin, at)) length = 1;
        if (length == 0) {
            ++at;
            continue;
        }
        flush(at);
        out.push_back({at, at + length});
        at += length;
        begin = at;
    }
    flush(word.end);
}

bool blank_line_between(std::string_view gap) {
    auto first = gap.find('\n');
    return first != std::string_view::npos && gap.find('\n', first + 1) != std::string_view::npos;
}

} // namespace

std::vector<ByteSpan> tokens(std::string_view text) {
    std::vector<ByteSpan> out;
    for (std::size_t at = 0; at < text.size();) {
        while (at < text.size() && is_space(text[at]))
            ++at;
        std::size_t begin = at;
        while (at < text.size() && !is_space(text[at]))
            ++at;
        if (at > begin) split_word(text, {begin, at}, out);
    }
    return out;
}

std::vector<std::size_t> sentence_starts(std::string_view text, const std::vector<ByteSpan>& tokens) {
    std::vector<std::size_t> out;
    bool ended = true;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        auto token = text.substr(tokens[i].begin, tokens[i].size());
        if (i > 0 && blank_line_between(text.substr(tokens[i - 1].end, tokens[i].begin - tokens[i - 1].end)))
            ended = true;
        if (ended) out.push_back(i);
        ended = token == "." || token == "?" || token == "!";
    }
    return out;
}

} // namespace ekb::importers::extraction::pico
