// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::kb {

class ByteSink;
class ByteSource;

/// Folded words and their numbers: an open-addressing table, several times faster to ask than std::unordered_map.
class WordTable {
public:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    std::uint32_t add(std::string_view word);
    /// `none` where the word was never added.
    std::uint32_t find(std::string_view word) const;
    std::size_t size() const { return m_words.size(); }
    std::string_view word(std::uint32_t number) const;

    void write(ByteSink& to) const;
    void read(ByteSource& from);

private:
    void grow();

    struct Stored {
        std::uint32_t begin, size;
        std::uint64_t hash;
    };
    std::string m_letters;
    std::vector<Stored> m_words;
    std::vector<std::uint32_t> m_slots; // numbers, or none; a power of two
};

/// One name of one concept, where its words end in the trie.
struct NameEnd {
    std::uint32_t concept_index;
    std::uint32_t name_index;
};

/// Names as paths of word numbers from the root.
class NameTrie {
public:
    static constexpr std::uint32_t root = 0;
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    NameTrie() : m_nodes(1) {}
    void add(std::span<const std::uint32_t> words, NameEnd end);
    /// The node that `word` leads to from `node`; `none` where no name goes on so.
    std::uint32_t step(std::uint32_t node, std::uint32_t word) const;
    const std::vector<NameEnd>& ends(std::uint32_t node) const { return m_nodes[node]; }

    void write(ByteSink& to) const;
    /// False where the bytes are no trie.
    bool read(ByteSource& from);

private:
    void put(std::uint64_t key, std::uint32_t node);
    void grow();

    struct Edge {
        std::uint64_t key = ~0ULL;
        std::uint32_t node = none;
    };
    std::vector<std::vector<NameEnd>> m_nodes;
    std::vector<Edge> m_edges; // open addressing; a power of two
    std::size_t m_edge_count = 0;
};

} // namespace ekb::kb
