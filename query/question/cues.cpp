// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/question/cues.h"

#include "kb/model/error.h"
#include "query/data_rows.h"

#include <algorithm>
#include <unordered_map>

namespace ekb::query {

namespace {

std::optional<Role> role_named(std::string_view name) {
    if (name == "-") return std::nullopt;
    if (const auto role = from_name<Role>(name)) return role;
    throw Error("query/data/cues.tsv names no role so: " + std::string(name));
}

CueWhile while_named(std::string_view name) {
    if (name == "any") return CueWhile::any;
    if (name == "intervention") return CueWhile::intervention;
    if (name == "opens") return CueWhile::opens;
    if (name == "opened") return CueWhile::opened;
    if (name == "asks") return CueWhile::asks;
    if (name == "divides") return CueWhile::divides;
    throw Error("query/data/cues.tsv names no place so: " + std::string(name));
}

std::vector<std::string> words_of(std::string_view phrase) {
    std::vector<std::string> words;
    while (!phrase.empty()) {
        const std::string_view word = phrase.substr(0, phrase.find(' '));
        words.emplace_back(word);
        phrase.remove_prefix(std::min(phrase.size(), word.size() + 1));
    }
    return words;
}

using CueTable = std::unordered_map<std::string, std::vector<Cue>>; // by first word, longest first

CueTable read_cues() {
    CueTable table;
    for (const auto& row : data_rows("cues.tsv", 4)) {
        const bool of_course = row[2] == "course";
        Cue cue{words_of(row[0]), role_named(row[1]), of_course ? Role::endpoint : role_named(row[2]), while_named(row[3]), of_course};
        table[cue.words.front()].push_back(std::move(cue));
    }
    for (auto& [first, cues] : table) {
        std::ranges::stable_sort(cues, std::greater{}, [](const Cue& c) { return c.words.size(); });
    }
    return table;
}

std::unordered_map<std::string, PlainWord> read_plain_words() {
    std::unordered_map<std::string, PlainWord> words;
    for (const auto& row : data_rows("plain_words.tsv", 2)) {
        if (row[0] != "ask" && row[0] != "weak")
            throw Error("query/data/plain_words.tsv names no class so: " + std::string(row[0]));
        words.emplace(row[1], row[0] == "ask" ? PlainWord::ask : PlainWord::weak);
    }
    return words;
}

} // namespace

PlainWord plain_word(const std::string& word) {
    static const auto words = read_plain_words();
    const auto found = words.find(word);
    return found == words.end() ? PlainWord::no : found->second;
}

const Cue* cue_at(std::span<const std::string> words) {
    static const CueTable table = read_cues();
    if (words.empty()) return nullptr;
    const auto cues = table.find(words.front());
    if (cues == table.end()) return nullptr;
    const auto fits = [&](const Cue& cue) {
        return cue.words.size() <= words.size() && std::equal(cue.words.begin(), cue.words.end(), words.begin());
    };
    const auto found = std::ranges::find_if(cues->second, fits);
    return found == cues->second.end() ? nullptr : &*found;
}

} // namespace ekb::query
