// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/lines.h"

namespace ekb::importers {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find_first_of("\r\n");
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) break;
        const bool two = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
        text.remove_prefix(end + (two ? 2 : 1));
    }
    return lines;
}

bool LineReader::fill() {
    m_buffer.resize(64UL << 10);
    m_buffer.resize(m_source.read(m_buffer.data(), m_buffer.size()));
    m_at = 0;
    return !m_buffer.empty();
}

bool LineReader::next(std::string& line) {
    static constexpr std::size_t longest = 16UL << 20;
    line.clear();
    bool any = false;
    while (m_at < m_buffer.size() || fill()) {
        if (m_after_cr && m_buffer[m_at] == '\n') ++m_at; // the second half of a CR LF
        m_after_cr = false;
        any = any || m_at < m_buffer.size();
        const std::size_t end = m_buffer.find_first_of("\r\n", m_at);
        line.append(m_buffer, m_at, end - m_at);
        m_at = end == std::string::npos ? m_buffer.size() : end + 1;
        if (end == std::string::npos && line.size() < longest) continue;
        m_after_cr = end != std::string::npos && m_buffer[end] == '\r';
        ++m_number;
        return true;
    }
    if (any) ++m_number;
    return any;
}

} // namespace ekb::importers
