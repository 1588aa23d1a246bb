// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/names.h"

#include "indexer/tokens.h"
#include "query/language/values.h"
#include "query/question/cues.h"

#include <algorithm>
#include <cctype>
#include <functional>

namespace ekb::query {

namespace {

bool is_word_of_asking(std::string_view name) {
    const auto words = indexer::tokens(name);
    return std::ranges::all_of(words, [](const indexer::Token& token) { return plain_word(token.word) == PlainWord::ask; });
}

bool has_small_letter(std::string_view name) {
    return std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// "mg" of "50 mg" is no magnesium.
bool is_unit(std::string_view name) {
    std::string why;
    return dose_range("1" + std::string(name), why).has_value();
}

bool follows_number(std::string_view before) {
    while (!before.empty() && before.back() == ' ')
        before.remove_suffix(1);
    return !before.empty() && before.back() >= '0' && before.back() <= '9';
}

std::string in_capitals(std::string_view text) {
    std::string upper(text);
    std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return upper;
}

/// "ALS" is the disease and no plural of "AL": of several things, those that the abbreviation names as it is written.
void keep_abbreviated(kb::Mention& mention, std::string_view name, const kb::Vocabulary& vocabulary) {
    if (mention.concepts.size() < 2) return;
    const std::vector<const kb::Concept*> meant = vocabulary.lookup(in_capitals(name));
    const auto is_meant = [&](const kb::Concept* each) { return std::ranges::count(meant, each) > 0; };
    if (std::ranges::any_of(mention.concepts, is_meant)) std::erase_if(mention.concepts, std::not_fn(is_meant));
}

} // namespace

std::vector<kb::Mention> question_names(std::string_view text, const kb::Vocabulary& vocabulary) {
    std::vector<kb::Mention> names = vocabulary.match(text, kb::LetterCase::ignored);
    std::erase_if(names, [&](const kb::Mention& mention) {
        const std::string_view name = text.substr(mention.span.begin, mention.span.size());
        if (is_unit(name) && follows_number(text.substr(0, mention.span.begin))) return true;
        return has_small_letter(name) && is_word_of_asking(name);
    });
    for (kb::Mention& mention : names)
        keep_abbreviated(mention, text.substr(mention.span.begin, mention.span.size()), vocabulary);
    return names;
}

} // namespace ekb::query
