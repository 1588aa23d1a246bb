// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/utf8.h"
#include "importers/source/xml_reader.h"

#include <algorithm>

namespace ekb::importers {

namespace {

void append_text(const XmlNode& node, std::string& to) {
    if (node.is_text()) to += node.text;
    for (const XmlNode& child : node.children())
        append_text(child, to);
}

} // namespace

void XmlChildren::Iterator::skip() {
    if (m_name.empty()) return;
    while (m_node && m_node->name != m_name)
        m_node = m_node->next;
}

XmlChildren::Iterator& XmlChildren::Iterator::operator++() {
    m_node = m_node->next;
    skip();
    return *this;
}

std::optional<std::string_view> XmlNode::attribute(std::string_view attribute_name) const {
    const auto found = std::ranges::find(attributes, attribute_name, &XmlAttribute::name);
    if (found == attributes.end()) return std::nullopt;
    return found->value;
}

const XmlNode* XmlNode::find(std::string_view path) const {
    const std::size_t slash = path.find('/');
    const std::string_view rest = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    for (const XmlNode& child : children(path.substr(0, slash))) {
        const XmlNode* found = rest.empty() ? &child : child.find(rest);
        if (found) return found;
    }
    return nullptr;
}

std::string XmlNode::content() const {
    std::string all;
    append_text(*this, all);
    return normal_space(all);
}

std::optional<std::string> XmlNode::content_of(std::string_view path) const {
    const XmlNode* node = find(path);
    std::string all = node ? node->content() : std::string();
    if (all.empty()) return std::nullopt;
    return all;
}

} // namespace ekb::importers
