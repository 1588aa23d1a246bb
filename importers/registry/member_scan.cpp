// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/member_scan.h"

namespace ekb::importers::registry {

bool begins_as_json(std::string_view head) {
    const std::size_t start = head.find_first_not_of(" \t\r\n");
    return start != std::string_view::npos && (head[start] == '{' || head[start] == '[');
}

bool has_member(std::string_view text, std::string_view name) {
    const std::string quoted = "\"" + std::string(name) + "\"";
    for (std::size_t at = text.find(quoted); at != std::string_view::npos; at = text.find(quoted, at + 1)) {
        const std::size_t next = text.find_first_not_of(" \t\r\n", at + quoted.size());
        if (next != std::string_view::npos && text[next] == ':') return true;
    }
    return false;
}

PeekedStream::PeekedStream(ByteStream& source) : m_source(source) {
    m_head.resize(4096);
    m_head.resize(source.read(m_head.data(), m_head.size()));
}

std::size_t PeekedStream::read(char* to, std::size_t size) {
    if (m_at == m_head.size()) return m_source.read(to, size);
    const std::size_t n = m_head.copy(to, size, m_at);
    m_at += n;
    return n;
}

} // namespace ekb::importers::registry
