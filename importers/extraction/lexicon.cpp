// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/lexicon.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

std::vector<std::string_view> split(std::string_view line, char mark) {
    std::vector<std::string_view> fields;
    for (std::size_t at = 0;;) {
        const std::size_t end = line.find(mark, at);
        fields.push_back(line.substr(at, end == line.npos ? line.npos : end - at));
        if (end == line.npos) return fields;
        at = end + 1;
    }
}

} // namespace

std::vector<std::vector<std::string_view>> data_rows(std::string_view file) {
    std::vector<std::vector<std::string_view>> rows;
    for (std::string_view line : split(file, '\n')) {
        if (!line.empty() && line.front() != '#') rows.push_back(split(line, '\t'));
    }
    return rows;
}

std::string_view Lexicon::Match::value(std::size_t column) const {
    return entry && column < entry->values.size() ? entry->values[column] : std::string_view{};
}

Lexicon::Lexicon(std::string_view file) {
    for (const auto& row : data_rows(file)) {
        Entry entry;
        for (std::string_view word : split(row.front(), ' '))
            entry.words.emplace_back(word);
        entry.values.assign(row.begin() + 1, row.end());
        const std::string first = entry.words.front();
        m_by_first[first].push_back(std::move(entry));
    }
    m_marks.resize(m_by_first.size() / 4 + 1);
    for (auto& [first, entries] : m_by_first) {
        const std::size_t bit = first.empty() ? 0 : mark(first) % (64 * m_marks.size());
        m_marks[bit / 64] |= std::uint64_t{1} << (bit % 64);
        std::stable_sort(entries.begin(), entries.end(),
                         [](const Entry& a, const Entry& b) { return a.words.size() > b.words.size(); });
    }
}

Lexicon::Match Lexicon::match(Tokens tokens, std::size_t at) const {
    if (at >= tokens.size() || !may_begin(tokens[at].lower)) return {};
    const auto found = m_by_first.find(std::string_view(tokens[at].lower));
    if (found == m_by_first.end()) return {};
    for (const Entry& entry : found->second) {
        if (at + entry.words.size() > tokens.size()) continue;
        const bool same =
            std::equal(entry.words.begin() + 1, entry.words.end(), tokens.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                       [](const std::string& word, const Token& token) { return token.lower == word; });
        if (same) return {entry.words.size(), &entry};
    }
    return {};
}

bool Lexicon::has(std::string_view word) const {
    if (!may_begin(word)) return false;
    const auto found = m_by_first.find(word);
    return found != m_by_first.end() && found->second.back().words.size() == 1;
}

} // namespace ekb::importers::extraction
