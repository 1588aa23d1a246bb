// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/tokens.h"

#include "kb/vocabulary/spelling.h"

#include <xapian.h>

#include <algorithm>
#include <unordered_map>

namespace ekb::indexer {

namespace {

// Latin letters with accents (U+00C0 to U+017F), lower case, without them; "." where there is no plain one.
constexpr std::string_view plain_letters = "aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y"
                                           "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllll."
                                           ".llnnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzz.";

void append_folded(std::string& word, unsigned c) {
    if (c < 0x80) {
        word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        return;
    }
    if (c >= 0xC0 && c - 0xC0 < plain_letters.size() && plain_letters[c - 0xC0] != '.') {
        word += plain_letters[c - 0xC0];
        return;
    }
    if (c == 0xB5) c = 0x3BC; // the micro sign is a mu
    Xapian::Unicode::append_utf8(word, Xapian::Unicode::tolower(c));
}

bool is_digit(unsigned c) {
    return c >= '0' && c <= '9';
}

bool is_hyphen(unsigned c) {
    return c == '-' || (c >= 0x2010 && c <= 0x2013) || c == 0x2212;
}

/// Whether a word may hold it: letters, digits and what combines with them.
bool is_of_word(unsigned c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
    return Xapian::Unicode::is_wordchar(c);
}

bool is_combining(unsigned c) {
    return c >= 0x80 && Xapian::Unicode::get_category(c) == Xapian::Unicode::NON_SPACING_MARK;
}

} // namespace

std::vector<Token> tokens(std::string_view text) {
    std::vector<Token> found;
    const char* const begin = text.data();
    const char* const end = begin + text.size();
    const auto offset = [&](const Xapian::Utf8Iterator& i) {
        return i == Xapian::Utf8Iterator() ? text.size() : static_cast<std::size_t>(i.raw() - begin);
    };
    const Xapian::Utf8Iterator stop;
    bool hyphen_before = false;
    for (Xapian::Utf8Iterator i(begin, static_cast<std::size_t>(end - begin)); i != stop;) {
        if (!is_of_word(*i)) {
            hyphen_before = is_hyphen(*i) && !found.empty() && found.back().span.end == offset(i);
            ++i;
            continue;
        }
        Token token;
        token.span.begin = offset(i);
        token.joined = hyphen_before;
        unsigned last = 0;
        for (; i != stop; ++i) {
            if (*i == '.' || *i == ',') {
                Xapian::Utf8Iterator next = i;
                ++next;
                if (!is_digit(last) || next == stop || !is_digit(*next)) break;
                if (*i == '.') token.word += '.';
            } else if (is_of_word(*i)) {
                if (!is_combining(*i)) append_folded(token.word, *i);
            } else {
                break;
            }
            last = *i;
        }
        token.span.end = offset(i);
        hyphen_before = false;
        if (!token.word.empty()) found.push_back(std::move(token));
    }
    return found;
}

bool stem_tells(std::string_view word, std::string_view stem) {
    if (word == stem) return true;
    return word.size() == stem.size() + 1 && word.back() == 's' && word.starts_with(stem) && !stem.ends_with('i');
}

struct Stemmer::State {
    Xapian::Stem stem{"en"};
    std::unordered_map<std::string, std::string> known;
};

Stemmer::Stemmer() : m_state(std::make_unique<State>()) {}
Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

const std::string& Stemmer::operator()(const std::string& word) {
    constexpr std::size_t most_remembered = 200'000; // a few MB; beyond it, words are mostly numbers seen once
    if (m_state->known.size() > most_remembered) m_state->known.clear();
    const auto [at, added] = m_state->known.try_emplace(word);
    if (added) {
        std::string folded = word;
        if (std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; }))
            kb::Spelling::builtin().fold_word(folded);
        at->second = m_state->stem(folded);
    }
    return at->second;
}

} // namespace ekb::indexer
