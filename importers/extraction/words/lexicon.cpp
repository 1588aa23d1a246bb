// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <bit>

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
        m_entries.push_back(std::move(entry));
    }
    std::stable_sort(m_entries.begin(), m_entries.end(), [](const Entry& a, const Entry& b) {
        if (a.words.front() != b.words.front()) return a.words.front() < b.words.front();
        return a.words.size() > b.words.size();
    });
    m_slots.resize(std::bit_ceil(2 * m_entries.size() + 2));
    for (std::uint32_t begin = 0, end = 0; begin < m_entries.size(); begin = end) {
        const std::string& first = m_entries[begin].words.front();
        while (end < m_entries.size() && m_entries[end].words.front() == first)
            ++end;
        const std::uint32_t hash = lower_hash(first);
        std::size_t at = hash;
        while (m_slots[at % m_slots.size()].end != 0)
            ++at;
        m_slots[at % m_slots.size()] = {hash, begin, end};
    }
}

std::span<const Lexicon::Entry> Lexicon::beginning_with(std::string_view word, std::uint32_t hash) const {
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash & mask; m_slots[at].end != 0; at = (at + 1) & mask) {
        const Slot& slot = m_slots[at];
        if (slot.hash == hash && m_entries[slot.begin].words.front() == word)
            return std::span(m_entries).subspan(slot.begin, slot.end - slot.begin);
    }
    return {};
}

Lexicon::Match Lexicon::match(Tokens tokens, std::size_t at) const {
    if (at >= tokens.size()) return {};
    for (const Entry& entry : beginning_with(tokens[at].lower, tokens[at].hash)) {
        if (at + entry.words.size() > tokens.size()) continue;
        const bool same =
            std::equal(entry.words.begin() + 1, entry.words.end(), tokens.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                       [](const std::string& word, const Token& token) { return token.is(word); });
        if (same) return {entry.words.size(), &entry};
    }
    return {};
}

bool Lexicon::has(const Token& token) const {
    const std::span<const Entry> found = beginning_with(token.lower, token.hash);
    return !found.empty() && found.back().words.size() == 1;
}

bool Lexicon::has(std::string_view word) const {
    const std::span<const Entry> found = beginning_with(word, lower_hash(word));
    return !found.empty() && found.back().words.size() == 1;
}

} // namespace ekb::importers::extraction
