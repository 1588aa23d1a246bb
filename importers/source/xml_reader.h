// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/diagnostic.h"
#include "kb/model/expected.h"

#include <cstddef>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ekb::importers {

struct XmlAttribute {
    std::string_view name; ///< without its prefix: "href" of xlink:href
    std::string_view value;
};

class XmlNode;

/// The children of a node in order: all, or the elements of one name.
class XmlChildren {
public:
    class Iterator {
    public:
        using value_type = XmlNode;
        using difference_type = std::ptrdiff_t;
        using pointer = const XmlNode*;
        using reference = const XmlNode&;
        using iterator_category = std::forward_iterator_tag;
        Iterator() = default;
        Iterator(const XmlNode* node, std::string_view name) : m_node(node), m_name(name) { skip(); }
        const XmlNode& operator*() const { return *m_node; }
        const XmlNode* operator->() const { return m_node; }
        Iterator& operator++();
        bool operator==(const Iterator& other) const { return m_node == other.m_node; }

    private:
        void skip();
        const XmlNode* m_node = nullptr;
        std::string_view m_name;
    };
    XmlChildren(const XmlNode* first, std::string_view name) : m_first(first), m_name(name) {}
    Iterator begin() const { return {m_first, m_name}; }
    Iterator end() const { return {nullptr, m_name}; }

private:
    const XmlNode* m_first;
    std::string_view m_name;
};

/// An element or a piece of text. Comments and processing instructions are left out. Lives in its XmlDocument.
class XmlNode {
public:
    std::string_view name;   ///< of an element, without its prefix: "math" of mml:math; empty for text
    std::string_view prefix; ///< "mml" of mml:math
    std::string_view text;   ///< of a text node, as it stands
    std::span<const XmlAttribute> attributes;
    std::size_t line = 0; ///< where its start tag ends, from 1
    const XmlNode* parent = nullptr;
    const XmlNode* first_child = nullptr;
    const XmlNode* next = nullptr;

    bool is_text() const { return name.empty(); }
    /// The attribute's value; nullopt where the element does not have it.
    std::optional<std::string_view> attribute(std::string_view attribute_name) const;
    XmlChildren children() const { return {first_child, {}}; }
    XmlChildren children(std::string_view child_name) const { return {first_child, child_name}; }
    /// The first element on the path ("article-meta/title-group/article-title"), nullptr where there is none.
    const XmlNode* find(std::string_view path) const;
    /// All text inside, white space normalised.
    std::string content() const;
    /// content() of what find(path) gives; nullopt where there is no such element or it is empty.
    std::optional<std::string> content_of(std::string_view path) const;
};

/// A parsed document: a tree that is never changed. Movable; nodes stay where they are.
class XmlDocument {
public:
    XmlDocument();
    ~XmlDocument();
    XmlDocument(XmlDocument&&) noexcept;
    XmlDocument& operator=(XmlDocument&&) noexcept;
    const XmlNode& root() const;

private:
    friend class XmlTreeBuilder;
    struct State;
    std::unique_ptr<State> m_state;
};

/// Parses UTF-8 (whatever the XML declaration says of the encoding). Nothing is loaded: no DTD, no external entity,
/// nothing from the network; named character references are known without their DTD. What is not well-formed, has an
/// unknown entity, or is deeper than 200 elements gives a diagnostic with its line. Thread-safe.
Expected<XmlDocument, Diagnostic> parse_xml(std::string_view utf8);

} // namespace ekb::importers
