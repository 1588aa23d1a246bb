// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/vocabulary/concept_names.h"

#include "importers/source/tsv.h"
#include "importers/source/utf8.h"
#include "importers/vocabulary/resource.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>

namespace ekb::importers {

namespace {

constexpr std::size_t shortest_name = 2;
constexpr std::size_t longest_name = 120;
constexpr std::size_t longest_capitals = 5;

bool is_small_letter(char c) {
    return c >= 'a' && c <= 'z';
}

bool is_letter(char c) {
    return is_small_letter(c) || (c >= 'A' && c <= 'Z');
}

bool is_short_capitals(std::string_view name) {
    return name.size() <= longest_capitals && std::ranges::any_of(name, is_letter) && std::ranges::none_of(name, is_small_letter);
}

bool is_word_of_every_text(std::string_view name) {
    static const std::set<std::string, std::less<>> words = [] {
        std::set<std::string, std::less<>> all;
        for (const auto& row : tsv_rows(vocabulary::resource("no_names.tsv")))
            all.emplace(row.at(0));
        return all;
    }();
    std::string lower(name);
    std::ranges::transform(lower, lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return words.contains(lower);
}

} // namespace

void add_name(kb::Concept& to, std::string_view name, bool abbreviation) {
    const std::string text = normal_space(name);
    if (text.size() < shortest_name || text.size() > longest_name || std::ranges::none_of(text, is_letter)) return;
    const bool in_capitals = abbreviation || is_short_capitals(text);
    if (!in_capitals && is_word_of_every_text(text)) return;
    if (std::ranges::find(to.names, text, &kb::ConceptName::text) != to.names.end()) return;
    to.names.push_back({text, in_capitals, false});
}

} // namespace ekb::importers
