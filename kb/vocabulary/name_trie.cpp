// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/vocabulary/name_trie.h"

#include "kb/model/error.h"

#include <limits>

namespace ekb::kb {

namespace {

/// FNV-1a, and a mix of its high bits into the low ones that choose the slot.
std::uint64_t hash_of(std::string_view word) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : word)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash ^ (hash >> 32U);
}

std::uint64_t mixed(std::uint64_t key) {
    key *= 0x9E3779B97F4A7C15ULL;
    return key ^ (key >> 32U);
}

} // namespace

std::string_view WordTable::word(std::uint32_t number) const {
    return std::string_view(m_letters).substr(m_words[number].begin, m_words[number].size);
}

std::uint32_t WordTable::find(std::string_view wanted) const {
    if (m_slots.empty()) return none;
    const std::uint64_t hash = hash_of(wanted);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
        const std::uint32_t number = m_slots[slot];
        if (number == none || (m_words[number].hash == hash && word(number) == wanted)) return number;
    }
}

std::uint32_t WordTable::add(std::string_view word_to_add) {
    if (const std::uint32_t known = find(word_to_add); known != none) return known;
    if (m_letters.size() + word_to_add.size() > std::numeric_limits<std::uint32_t>::max())
        throw Error("a vocabulary of more than 4 GB");
    const auto number = static_cast<std::uint32_t>(m_words.size());
    m_words.push_back({static_cast<std::uint32_t>(m_letters.size()), static_cast<std::uint32_t>(word_to_add.size()),
                       hash_of(word_to_add)});
    m_letters += word_to_add;
    if (m_words.size() * 2 > m_slots.size()) {
        grow();
        return number;
    }
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = m_words.back().hash & mask;
    while (m_slots[slot] != none)
        slot = (slot + 1) & mask;
    m_slots[slot] = number;
    return number;
}

void WordTable::grow() {
    m_slots.assign(m_slots.empty() ? 1024 : m_slots.size() * 2, none);
    const std::size_t mask = m_slots.size() - 1;
    for (std::uint32_t number = 0; number < m_words.size(); ++number) {
        std::size_t slot = m_words[number].hash & mask;
        while (m_slots[slot] != none)
            slot = (slot + 1) & mask;
        m_slots[slot] = number;
    }
}

void NameTrie::add(std::span<const std::uint32_t> words, NameEnd end) {
    std::uint32_t node = root;
    for (const std::uint32_t word : words) {
        std::uint32_t next = step(node, word);
        if (next == none) {
            next = static_cast<std::uint32_t>(m_nodes.size());
            m_nodes.emplace_back();
            if ((m_edge_count + 1) * 2 > m_edges.size()) grow();
            put((std::uint64_t{node} << 32U) | word, next);
            ++m_edge_count;
        }
        node = next;
    }
    m_nodes[node].push_back(end);
}

std::uint32_t NameTrie::step(std::uint32_t node, std::uint32_t word) const {
    if (m_edges.empty()) return none;
    const std::uint64_t key = (std::uint64_t{node} << 32U) | word;
    const std::size_t mask = m_edges.size() - 1;
    for (std::size_t slot = mixed(key) & mask;; slot = (slot + 1) & mask) {
        const Edge& edge = m_edges[slot];
        if (edge.node == none) return none;
        if (edge.key == key) return edge.node;
    }
}

void NameTrie::put(std::uint64_t key, std::uint32_t node) {
    const std::size_t mask = m_edges.size() - 1;
    std::size_t slot = mixed(key) & mask;
    while (m_edges[slot].node != none)
        slot = (slot + 1) & mask;
    m_edges[slot] = {key, node};
}

void NameTrie::grow() {
    const std::vector<Edge> old = std::move(m_edges);
    m_edges.assign(old.empty() ? 1024 : old.size() * 2, Edge{});
    for (const Edge& edge : old) {
        if (edge.node != none) put(edge.key, edge.node);
    }
}

} // namespace ekb::kb
