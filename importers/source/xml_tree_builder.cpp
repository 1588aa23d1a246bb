// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/xml_tree_builder.h"

#include <cstring>
#include <new>

namespace ekb::importers {

XmlTreeBuilder::XmlTreeBuilder(std::size_t source_bytes) {
    m_document.m_state = std::make_unique<XmlDocument::State>(source_bytes * 2 + 1024);
}

void XmlTreeBuilder::start(const StartTag& tag, std::span<const XmlAttribute> attributes) {
    flush_text();
    XmlNode* node = append(name(tag.name));
    node->prefix = name(tag.prefix);
    node->line = tag.line;
    if (!attributes.empty()) {
        auto& arena = m_document.m_state->arena;
        auto* to = static_cast<XmlAttribute*>(arena.allocate(attributes.size_bytes(), alignof(XmlAttribute)));
        std::size_t i = 0;
        for (const XmlAttribute& one : attributes)
            new (to + i++) XmlAttribute{name(one.name), copy(one.value)};
        node->attributes = {to, attributes.size()};
    }
    m_open.push_back({node, nullptr});
}

void XmlTreeBuilder::end() {
    flush_text();
    if (!m_open.empty()) m_open.pop_back();
}

void XmlTreeBuilder::characters(std::string_view text) {
    if (!m_open.empty()) m_text += text;
}

std::string_view XmlTreeBuilder::copy(std::string_view text) {
    if (text.empty()) return {};
    auto* to = static_cast<char*>(m_document.m_state->arena.allocate(text.size(), 1));
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
}

std::string_view XmlTreeBuilder::name(std::string_view text) {
    if (text.empty()) return {};
    const auto found = m_names.find(text);
    if (found != m_names.end()) return found->second;
    const std::string_view kept = copy(text);
    m_names.emplace(kept, kept);
    return kept;
}

XmlNode* XmlTreeBuilder::append(std::string_view node_name) {
    XmlDocument::State& state = *m_document.m_state;
    auto* node = new (state.arena.allocate(sizeof(XmlNode), alignof(XmlNode))) XmlNode();
    node->name = node_name;
    if (m_open.empty()) {
        if (!state.root) state.root = node;
        return node;
    }
    Open& parent = m_open.back();
    node->parent = parent.node;
    (parent.last_child ? parent.last_child->next : parent.node->first_child) = node;
    parent.last_child = node;
    return node;
}

void XmlTreeBuilder::flush_text() {
    if (m_text.empty()) return;
    XmlNode* node = append({});
    node->text = copy(m_text);
    node->line = node->parent ? node->parent->line : 1;
    m_text.clear();
}

} // namespace ekb::importers
