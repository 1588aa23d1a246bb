// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/words.h"

#include "importers/extraction/pico/resource.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <cctype>
#include <unordered_map>

namespace ekb::importers::extraction::pico {

namespace {

bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](auto e) { return word.size() > e.size() + 1 && word.back() == e.back() && word.ends_with(e); });
}

WordClass class_named(std::string_view name) {
    constexpr std::pair<std::string_view, WordClass> names[] = {{"determiner", WordClass::determiner},
                                                                {"preposition", WordClass::preposition},
                                                                {"conjunction", WordClass::conjunction},
                                                                {"pronoun", WordClass::pronoun},
                                                                {"auxiliary", WordClass::auxiliary},
                                                                {"adverb", WordClass::adverb},
                                                                {"number", WordClass::number}};
    for (const auto& [known, value] : names)
        if (known == name) return value;
    return WordClass::other;
}

/// word -> class, from function_words.tsv.
const std::unordered_map<std::string_view, WordClass>& function_words() {
    static const auto table = [] {
        std::unordered_map<std::string_view, WordClass> words;
        for (const auto& row : data_rows(resource("function_words.tsv")))
            words.emplace(row.at(0), class_named(row.at(1)));
        return words;
    }();
    return table;
}

WordClass class_by_ending(std::string_view word, std::string_view form) {
    if (ends_with_any(form, {"ing"})) return WordClass::verb_ing;
    if (ends_with_any(form, {"ed"})) return WordClass::verb_ed;
    if (ends_with_any(form, {"ly"})) return WordClass::adverb;
    if (ends_with_any(form,
                      {"tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "sis", "itis", "osis", "emia"}))
        return WordClass::nominal;
    if (ends_with_any(form, {"ous", "ive", "al", "ic", "able", "ible", "ful", "ary", "ant", "ent"}))
        return WordClass::adjective;
    if (is_upper(word[0])) return WordClass::capitalised;
    if (form.ends_with('s') && !form.ends_with("ss") && !form.ends_with("us") && !form.ends_with("is"))
        return WordClass::plural;
    return WordClass::other;
}

bool ascii_alnum(char c) {
    return is_upper(c) || is_lower(c) || is_digit(c);
}

} // namespace

std::string normal_form(std::string_view word) {
    std::string out(word);
    for (char& c : out) {
        if (is_upper(c)) c = static_cast<char>(c - 'A' + 'a');
        if (is_digit(c)) c = '0';
    }
    return out;
}

std::string stem(std::string_view form) {
    auto cut = [&](std::size_t bytes) { return std::string(form.substr(0, form.size() - bytes)); };
    if (form.size() < 5)
        return form.size() == 4 && form.ends_with('s') && !form.ends_with("ss") ? cut(1) : std::string(form);
    if (form.ends_with("ies")) return cut(3) + "y";
    if (form.ends_with("sses") || form.ends_with("ches") || form.ends_with("shes") || form.ends_with("xes"))
        return cut(2);
    if (form.ends_with('s') && !form.ends_with("ss") && !form.ends_with("us") && !form.ends_with("is")) return cut(1);
    if (form.size() > 6 && form.ends_with("ing")) return cut(3);
    if (form.size() > 5 && form.ends_with("ed")) return cut(2);
    if (form.size() > 5 && form.ends_with('e')) return cut(1);
    return std::string(form);
}

std::string shape(std::string_view word) {
    std::string out;
    for (char c : word) {
        char kind = is_upper(c) ? 'X' : is_lower(c) ? 'x' : is_digit(c) ? '0' : c < 0 ? '*' : c;
        if (out.empty() || out.back() != kind) out.push_back(kind);
    }
    return out;
}

WordClass word_class(std::string_view word, std::string_view form) {
    if (auto found = function_words().find(form); found != function_words().end()) return found->second;
    if (word == "(" || word == "[") return WordClass::opening;
    if (word == ")" || word == "]") return WordClass::closing;
    if (std::none_of(word.begin(), word.end(), [](char c) { return ascii_alnum(c) || c < 0; }))
        return WordClass::punctuation;
    if (is_digit(word[0])) return WordClass::number;
    auto capitals = std::count_if(word.begin(), word.end(), is_upper);
    if (capitals >= 2 && std::count_if(word.begin(), word.end(), is_lower) <= capitals) return WordClass::acronym;
    return class_by_ending(word, form);
}

} // namespace ekb::importers::extraction::pico
