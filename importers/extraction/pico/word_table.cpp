// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/word_table.h"

#include "importers/extraction/pico/binary.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <vector>

namespace ekb::importers::extraction::pico {

namespace {

constexpr const char* file = "words.bin";
constexpr std::string_view magic = "EKBWORDS1\n";

std::uint32_t hash_of(std::string_view form) {
    return static_cast<std::uint32_t>(std::hash<std::string_view>{}(form));
}

} // namespace

WordTable::WordTable(std::string_view data) {
    if (!data.starts_with(magic)) throw Error("words.bin does not begin with EKBWORDS1");
    data.remove_prefix(magic.size());
    auto count = take<std::uint32_t>(data, file);
    reserve(std::min<std::size_t>(count, data.size())); // a wrong count takes no memory
    m_forms.reserve(data.size() / 2);
    for (std::uint32_t i = 0; i < count; ++i) {
        auto length = take<std::uint8_t>(data, file);
        if (data.size() < length) throw Error("words.bin ends inside a word");
        const std::string_view word = data.substr(0, length);
        data.remove_prefix(length);
        WordFacts facts;
        for (auto& cluster : facts.clusters)
            cluster = take<std::uint16_t>(data, file);
        for (auto& field : facts.fields)
            field = take<std::uint8_t>(data, file);
        facts.topics = take<std::uint32_t>(data, file);
        set(word, facts);
    }
}

std::size_t WordTable::slot_of(std::string_view form, std::uint32_t hash) const {
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        const Slot& slot = m_slots[at];
        if (slot.word == 0 || (slot.hash == hash && this->form(m_words[slot.word - 1]) == form)) return at;
    }
}

void WordTable::reserve(std::size_t words) {
    const std::size_t wanted = std::bit_ceil(words + words / 2 + 1);
    if (wanted <= m_slots.size()) return;
    m_slots.assign(wanted, {});
    m_words.reserve(words);
    for (std::uint32_t i = 0; i < m_words.size(); ++i) {
        const std::uint32_t hash = hash_of(form(m_words[i]));
        m_slots[slot_of(form(m_words[i]), hash)] = {hash, i + 1};
    }
}

void WordTable::set(std::string_view normal_form, const WordFacts& facts) {
    if (3 * (m_words.size() + 1) > 2 * m_slots.size()) reserve(2 * m_words.size() + 8);
    const std::uint32_t hash = hash_of(normal_form);
    Slot& slot = m_slots[slot_of(normal_form, hash)];
    if (slot.word != 0) {
        m_words[slot.word - 1].facts = facts;
        return;
    }
    m_words.push_back({facts, static_cast<std::uint32_t>(m_forms.size()), static_cast<std::uint32_t>(normal_form.size())});
    m_forms += normal_form;
    slot = {hash, static_cast<std::uint32_t>(m_words.size())};
}

const WordFacts& WordTable::facts(std::string_view normal_form) const {
    static const WordFacts unknown;
    if (m_slots.empty()) return unknown;
    const Slot& slot = m_slots[slot_of(normal_form, hash_of(normal_form))];
    return slot.word == 0 ? unknown : m_words[slot.word - 1].facts;
}

std::string WordTable::serialise() const {
    std::vector<const Word*> rows;
    for (const Word& word : m_words)
        if (word.length < 256) rows.push_back(&word);
    std::ranges::sort(rows, {}, [&](const Word* word) { return form(*word); });
    std::string out(magic);
    put(out, static_cast<std::uint32_t>(rows.size()));
    for (const Word* word : rows) {
        put(out, static_cast<std::uint8_t>(word->length));
        out += form(*word);
        for (auto cluster : word->facts.clusters)
            put(out, cluster);
        for (auto field : word->facts.fields)
            put(out, field);
        put(out, word->facts.topics);
    }
    return out;
}

} // namespace ekb::importers::extraction::pico
