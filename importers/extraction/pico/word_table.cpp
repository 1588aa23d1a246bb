// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/word_table.h"

#include "importers/extraction/pico/binary.h"

#include <algorithm>
#include <vector>

namespace ekb::importers::extraction::pico {

namespace {

constexpr const char* file = "words.bin";
constexpr std::string_view magic = "EKBWORDS1\n";

} // namespace

WordTable::WordTable(std::string_view data) {
    if (!data.starts_with(magic)) throw Error("words.bin does not begin with EKBWORDS1");
    data.remove_prefix(magic.size());
    auto count = take<std::uint32_t>(data, file);
    m_words.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        auto length = take<std::uint8_t>(data, file);
        if (data.size() < length) throw Error("words.bin ends inside a word");
        std::string word(data.substr(0, length));
        data.remove_prefix(length);
        WordFacts facts;
        for (auto& cluster : facts.clusters)
            cluster = take<std::uint16_t>(data, file);
        for (auto& field : facts.fields)
            field = take<std::uint8_t>(data, file);
        facts.topics = take<std::uint32_t>(data, file);
        m_words.emplace(std::move(word), facts);
    }
}

const WordFacts& WordTable::facts(std::string_view normal_form) const {
    static const WordFacts unknown;
    auto found = m_words.find(std::string(normal_form));
    return found == m_words.end() ? unknown : found->second;
}

std::string WordTable::serialise() const {
    std::vector<const std::pair<const std::string, WordFacts>*> rows;
    for (const auto& row : m_words)
        if (row.first.size() < 256) rows.push_back(&row);
    std::sort(rows.begin(), rows.end(), [](auto* a, auto* b) { return a->first < b->first; });
    std::string out(magic);
    put(out, static_cast<std::uint32_t>(rows.size()));
    for (const auto* row : rows) {
        put(out, static_cast<std::uint8_t>(row->first.size()));
        out += row->first;
        for (auto cluster : row->second.clusters)
            put(out, cluster);
        for (auto field : row->second.fields)
            put(out, field);
        put(out, row->second.topics);
    }
    return out;
}

} // namespace ekb::importers::extraction::pico
