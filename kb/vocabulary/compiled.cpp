// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/vocabulary/bytes.h"
#include "kb/vocabulary/vocabulary_data.h"

namespace ekb::kb {

namespace {

void write_concept(ByteSink& to, const Concept& value) {
    to.text(value.id);
    to.number(static_cast<std::uint32_t>(value.kind));
    to.text(value.label);
    to.number(static_cast<std::uint32_t>(value.names.size()));
    for (const ConceptName& name : value.names) {
        to.text(name.text);
        to.number((name.case_sensitive ? 1U : 0U) | (name.ambiguous ? 2U : 0U));
    }
    to.texts(value.parents);
    to.texts(value.external);
}

Concept read_concept(ByteSource& from) {
    Concept value;
    value.id = from.text();
    value.kind = static_cast<ConceptKind>(from.number());
    value.label = from.text();
    value.names.resize(from.count());
    for (ConceptName& name : value.names) {
        name.text = from.text();
        const std::uint32_t marks = from.number();
        name.case_sensitive = (marks & 1U) != 0;
        name.ambiguous = (marks & 2U) != 0;
    }
    value.parents = from.texts();
    value.external = from.texts();
    return value;
}

} // namespace

void WordTable::write(ByteSink& to) const {
    to.text(m_letters);
    to.values(m_words);
    to.values(m_slots);
}

void WordTable::read(ByteSource& from) {
    m_letters = from.text();
    m_words = from.values<Stored>();
    m_slots = from.values<std::uint32_t>();
}

void NameTrie::write(ByteSink& to) const {
    std::vector<NameEnd> all;
    std::vector<std::uint32_t> counts;
    for (const auto& ends : m_nodes) {
        counts.push_back(static_cast<std::uint32_t>(ends.size()));
        all.insert(all.end(), ends.begin(), ends.end());
    }
    to.values(counts);
    to.values(all);
    std::vector<std::uint64_t> keys; // apart: an Edge ends in bytes that nothing was written to
    std::vector<std::uint32_t> nodes;
    for (const Edge& edge : m_edges) {
        keys.push_back(edge.key);
        nodes.push_back(edge.node);
    }
    to.values(keys);
    to.values(nodes);
    to.number(static_cast<std::uint32_t>(m_edge_count));
}

bool NameTrie::read(ByteSource& from) {
    const auto counts = from.values<std::uint32_t>();
    const auto all = from.values<NameEnd>();
    m_nodes.assign(counts.size(), {});
    std::size_t at = 0;
    for (std::size_t node = 0; node < counts.size(); ++node) {
        if (counts[node] > all.size() - at) return false;
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(at);
        m_nodes[node].assign(begin, begin + counts[node]);
        at += counts[node];
    }
    const auto keys = from.values<std::uint64_t>();
    const auto nodes = from.values<std::uint32_t>();
    m_edge_count = from.number();
    if (at != all.size() || m_nodes.empty() || keys.size() != nodes.size()) return false;
    m_edges.resize(keys.size());
    for (std::size_t i = 0; i < keys.size(); ++i)
        m_edges[i] = {keys[i], nodes[i]};
    return true;
}

std::string Vocabulary::compiled() const {
    ByteSink to;
    to.number(static_cast<std::uint32_t>(m_data->concepts.size()));
    for (std::size_t i = 0; i < m_data->concepts.size(); ++i) {
        write_concept(to, m_data->concepts[i]);
        to.values(m_data->parents[i]);
    }
    m_data->words.write(to);
    m_data->trie.write(to);
    return to.take();
}

std::optional<Vocabulary> Vocabulary::from_compiled(std::string_view bytes) {
    ByteSource from(bytes);
    auto data = std::make_unique<Data>();
    data->concepts.resize(from.count());
    data->parents.resize(data->concepts.size());
    for (std::size_t i = 0; i < data->concepts.size() && from.good(); ++i) {
        data->concepts[i] = read_concept(from);
        data->parents[i] = from.values<std::uint32_t>();
        for (const std::uint32_t parent : data->parents[i]) {
            if (parent >= data->concepts.size()) return std::nullopt;
        }
    }
    data->words.read(from);
    if (!data->trie.read(from) || !from.good() || !from.at_end()) return std::nullopt;
    data->index_ids();
    data->index_parents();
    return Vocabulary(std::move(data));
}

} // namespace ekb::kb
