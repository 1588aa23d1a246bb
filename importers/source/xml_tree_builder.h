// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/source/xml_reader.h"

#include <cstddef>
#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ekb::importers {

/// The memory of a tree: all nodes and texts, freed at once.
struct XmlDocument::State {
    explicit State(std::size_t size) : arena(size) {}
    std::pmr::monotonic_buffer_resource arena;
    XmlNode* root = nullptr;
};

/// Builds an XmlDocument from a parser's events. For xml_reader.cpp and html_reader.cpp.
class XmlTreeBuilder {
public:
    explicit XmlTreeBuilder(std::size_t source_bytes);

    struct StartTag {
        std::string_view name;
        std::string_view prefix;
        std::size_t line = 0;
    };
    void start(const StartTag& tag, std::span<const XmlAttribute> attributes);
    void end();
    void characters(std::string_view text);

    std::size_t depth() const { return m_open.size(); }
    bool has_root() const { return m_document.m_state->root != nullptr; }
    XmlDocument take() { return std::move(m_document); }

private:
    struct Open {
        XmlNode* node;
        XmlNode* last_child;
    };
    std::string_view copy(std::string_view text);
    std::string_view name(std::string_view text);
    XmlNode* append(std::string_view name);
    void flush_text();

    XmlDocument m_document;
    std::vector<Open> m_open;
    std::string m_text;
    std::unordered_map<std::string_view, std::string_view> m_names;
};

} // namespace ekb::importers
