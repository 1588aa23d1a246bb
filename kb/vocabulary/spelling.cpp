// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/vocabulary/spelling.h"

#include "kb/model/error.h"
#include "kb/vocabulary/resource.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace ekb::kb {

namespace {

using Columns = std::array<std::string_view, 4>;

std::optional<Columns> columns_of(std::string_view line) {
    Columns columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::size_t tab = line.find('\t');
        if ((tab == std::string_view::npos) != (i + 1 == columns.size())) return std::nullopt;
        columns[i] = line.substr(0, tab);
        line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
    }
    return columns;
}

std::optional<CharClass> class_named(std::string_view rule) {
    if (rule == "letter") return CharClass::letter;
    if (rule == "own_word") return CharClass::own_word;
    if (rule == "digit") return CharClass::digit;
    if (rule == "space") return CharClass::space;
    if (rule == "dash") return CharClass::dash;
    if (rule == "apostrophe") return CharClass::apostrophe;
    if (rule == "ignored") return CharClass::ignored;
    return std::nullopt;
}

char32_t code_point_of(std::string_view written) {
    std::uint32_t value = 0;
    const char* end = written.data() + written.size();
    if (!written.starts_with("U+") || std::from_chars(written.data() + 2, end, value, 16).ptr != end)
        throw Error("not a character as U+ and hexadecimal digits: " + std::string(written));
    return static_cast<char32_t>(value);
}

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}
std::size_t letter_index(char c) {
    return static_cast<std::size_t>(c - 'a');
}

} // namespace

const Spelling& Spelling::builtin() {
    static const Spelling spelling(vocabulary::resource("spelling.tsv"));
    return spelling;
}

Spelling::Spelling(std::string_view tsv) {
    std::size_t number = 0;
    while (!tsv.empty()) {
        const std::size_t end = std::min(tsv.find('\n'), tsv.size());
        const std::string_view line = tsv.substr(0, end);
        tsv.remove_prefix(std::min(end + 1, tsv.size()));
        ++number;
        if (line.empty() || line.front() == '#' || line.starts_with("rule\t")) continue;
        const auto columns = columns_of(line);
        if (!columns)
            throw Error("spelling.tsv line " + std::to_string(number) + ": not four columns: " + std::string(line));
        std::size_t min_letters = 0;
        const std::string_view least = (*columns)[3];
        std::from_chars(least.data(), least.data() + least.size(), min_letters);
        add_rule((*columns)[0], (*columns)[1], (*columns)[2], min_letters);
    }
    std::sort(m_characters.begin(), m_characters.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::sort(m_words.begin(), m_words.end());
}

void Spelling::add_rule(std::string_view rule, std::string_view from, std::string_view to, std::size_t min_letters) {
    if (const auto char_class = class_named(rule)) {
        m_characters.emplace_back(code_point_of(from), FoldedChar{*char_class, std::string(to)});
        return;
    }
    if (from.empty()) throw Error("spelling.tsv: a rule without letters: " + std::string(rule));
    Ending ending{std::string(from), std::string(to), min_letters};
    if (rule == "prefix")
        m_prefixes.emplace_back(from);
    else if (rule == "stopword")
        m_stopwords.emplace_back(from);
    else if (rule == "word")
        m_words.emplace_back(from, to);
    else if (rule == "plural")
        m_plurals.push_back(std::move(ending));
    else if (rule == "ending" && is_letter(from.back()))
        m_endings[letter_index(from.back())].push_back(std::move(ending));
    else if (rule == "inside" && is_letter(from.front()))
        m_inside[letter_index(from.front())].push_back(std::move(ending));
    else if (rule == "stem")
        m_stems.emplace_back(from, to);
    else
        throw Error("spelling.tsv: no such rule: " + std::string(rule));
}

const FoldedChar* Spelling::character(char32_t code_point) const {
    const auto found = std::lower_bound(m_characters.begin(), m_characters.end(), code_point,
                                        [](const auto& row, char32_t wanted) { return row.first < wanted; });
    return found != m_characters.end() && found->first == code_point ? &found->second : nullptr;
}

bool Spelling::apply_ending(const std::vector<Ending>& endings, std::string& word) {
    for (const Ending& ending : endings) {
        if (word.size() < ending.min_letters || !word.ends_with(ending.from)) continue;
        word.replace(word.size() - ending.from.size(), ending.from.size(), ending.to);
        return true;
    }
    return false;
}

void Spelling::apply_inside(std::string& word) const {
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (!is_letter(word[i])) continue;
        for (const Ending& part : m_inside[letter_index(word[i])]) {
            if (word.size() >= part.min_letters && std::string_view(word).substr(i).starts_with(part.from)) {
                word.replace(i, part.from.size(), part.to);
                break;
            }
        }
    }
}

void Spelling::fold_word(std::string& word) const {
    if (word.size() < 3) return;
    const auto found = std::lower_bound(m_words.begin(), m_words.end(), word,
                                        [](const auto& row, const std::string& wanted) { return row.first < wanted; });
    if (found != m_words.end() && found->first == word) {
        word = found->second;
        return;
    }
    if (word.back() == 's') apply_ending(m_plurals, word);
    if (!word.empty() && is_letter(word.back())) apply_ending(m_endings[letter_index(word.back())], word);
    apply_inside(word);
}

bool Spelling::is_prefix(std::string_view word) const {
    return std::find(m_prefixes.begin(), m_prefixes.end(), word) != m_prefixes.end();
}

bool Spelling::is_stopword(std::string_view word) const {
    return std::find(m_stopwords.begin(), m_stopwords.end(), word) != m_stopwords.end();
}

std::optional<std::string> Spelling::american(std::string_view name) const {
    std::string american(name);
    for (const auto& [from, to] : m_stems) {
        for (std::size_t at = american.find(from); at != std::string::npos; at = american.find(from, at + to.size())) {
            american.replace(at, from.size(), to);
        }
    }
    if (american == name) return std::nullopt;
    return american;
}

} // namespace ekb::kb
