// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/term_bag.h"

#include "indexer/entry_terms.h"

namespace ekb::indexer {

namespace {

/// FNV-1a, and a mix of its high bits into the low ones that choose the slot.
std::uint64_t hash_of(std::string_view bytes) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash ^ (hash >> 32U);
}

} // namespace

std::size_t TermBag::slot_of(std::string_view term, std::uint64_t hash) const {
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hash & mask;
    while (m_slots[slot] != 0) {
        const Term& known = m_terms[m_slots[slot] - 1];
        if (known.hash == hash && text(known) == term) break;
        slot = (slot + 1) & mask;
    }
    return slot;
}

std::uint32_t TermBag::number_of(std::string_view prefix, std::string_view value) {
    if (2 * (m_terms.size() + 1) > m_slots.size()) grow();
    // The term is written where it would stay, and taken back where it is known.
    const std::size_t begin = m_bytes.size();
    m_bytes.append(prefix).append(value);
    m_bytes.resize(begin + cut_length(std::string_view(m_bytes).substr(begin)));
    const std::string_view term = std::string_view(m_bytes).substr(begin);
    const std::uint64_t hash = hash_of(term);
    std::uint32_t& slot = m_slots[slot_of(term, hash)];
    if (slot != 0) {
        m_bytes.resize(begin);
        return slot - 1;
    }
    m_terms.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(term.size()), hash, 0, 0});
    slot = static_cast<std::uint32_t>(m_terms.size());
    return slot - 1;
}

void TermBag::grow() {
    m_slots.assign(m_slots.empty() ? 1024 : m_slots.size() * 2, 0);
    const std::size_t mask = m_slots.size() - 1;
    for (std::uint32_t number = 0; number < m_terms.size(); ++number) {
        std::size_t slot = m_terms[number].hash & mask;
        while (m_slots[slot] != 0)
            slot = (slot + 1) & mask;
        m_slots[slot] = number + 1;
    }
}

void TermBag::add(std::string_view prefix, std::string_view value, std::uint32_t frequency,
                  std::optional<std::uint32_t> position) {
    if (prefix.empty() && value.empty()) return;
    const std::uint32_t number = number_of(prefix, value);
    m_terms[number].frequency += frequency;
    if (!position) return;
    ++m_terms[number].places;
    m_places.push_back({number, *position});
}

void TermBag::mark_lower(std::string_view prefix, std::string_view value) {
    mark(prefix, lower_ascii(value));
}

bool TermBag::contains(std::string_view term) const {
    return !m_slots.empty() && m_slots[slot_of(term, hash_of(term))] != 0;
}

void TermBag::for_each(const Use& use) const {
    // The places of each term together, in the order in which they came.
    std::vector<std::uint32_t> next(m_terms.size());
    std::uint32_t total = 0;
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        next[i] = total;
        total += m_terms[i].places;
    }
    std::vector<std::uint32_t> positions(m_places.size());
    for (const Place& place : m_places)
        positions[next[place.term]++] = place.position;
    for (std::size_t i = 0; i < m_terms.size(); ++i) {
        const Term& term = m_terms[i];
        use(text(term), term.frequency, std::span(positions).subspan(next[i] - term.places, term.places));
    }
}

} // namespace ekb::indexer
