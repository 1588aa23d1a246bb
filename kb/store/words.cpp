// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/words.h"

#include "kb/store/resource.h"

#include <algorithm>
#include <array>

namespace ekb::kb {

namespace {

std::set<std::string, std::less<>> read_noise_words() {
    std::set<std::string, std::less<>> words;
    std::string_view rest = store_data::resource("data/noise_words.tsv");
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        if (!line.empty() && line.front() != '#') words.emplace(line);
    }
    return words;
}

bool is_joining_word(std::string_view word) {
    constexpr std::array<std::string_view, 6> joining{"the", "of", "and", "for", "in", "on"};
    return std::find(joining.begin(), joining.end(), word) != joining.end();
}

std::vector<std::string> name_words(std::string_view name) {
    std::vector<std::string> words = words_of(name);
    words.erase(std::remove_if(words.begin(), words.end(), is_joining_word), words.end());
    return words;
}

/// Whether each word of `shorter` begins the word of `longer` in its place.
bool abbreviates(const std::vector<std::string>& shorter, const std::vector<std::string>& longer) {
    return !shorter.empty() && shorter.size() == longer.size() &&
           std::equal(shorter.begin(), shorter.end(), longer.begin(),
                      [](const std::string& a, const std::string& b) { return b.starts_with(a); });
}

/// Whether the one word is made of the first letters of the name.
bool is_acronym(const std::vector<std::string>& word, const std::vector<std::string>& name) {
    if (word.size() != 1 || name.size() < 2) return false;
    std::string initials;
    for (const std::string& one : name)
        initials += one.front();
    return word.front() == initials;
}

} // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text) {
        const bool is_lower = c >= 'a' && c <= 'z';
        const bool is_upper = c >= 'A' && c <= 'Z';
        const bool is_digit = c >= '0' && c <= '9';
        const bool is_beyond_ascii = static_cast<unsigned char>(c) >= 0x80;
        if (is_lower || is_upper || is_digit || is_beyond_ascii) {
            word += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

std::set<std::string> telling_words(std::string_view text) {
    static const std::set<std::string, std::less<>> noise = read_noise_words();
    std::set<std::string> telling;
    for (std::string& word : words_of(text)) {
        if (!noise.contains(word)) telling.insert(std::move(word));
    }
    return telling;
}

double overlap(const std::set<std::string>& a, const std::set<std::string>& b) {
    if (a.empty() || b.empty()) return 0;
    const auto shared = std::count_if(a.begin(), a.end(), [&](const std::string& word) { return b.contains(word); });
    return static_cast<double>(shared) / static_cast<double>(std::min(a.size(), b.size()));
}

bool same_journal(std::string_view a, std::string_view b) {
    const std::vector<std::string> first = name_words(a);
    const std::vector<std::string> second = name_words(b);
    return first == second || abbreviates(first, second) || abbreviates(second, first) || is_acronym(first, second) ||
           is_acronym(second, first);
}

} // namespace ekb::kb
