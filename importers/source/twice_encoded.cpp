// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/twice_encoded.h"

#include "importers/source/utf8.h"
#include "importers/source/windows_1252.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>

namespace ekb::importers {

namespace {

bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

/// The code point at `at` of well-formed UTF-8, and `at` behind it.
std::uint32_t take_code_point(std::string_view text, std::size_t& at) {
    const auto first = static_cast<unsigned char>(text[at++]);
    std::uint32_t point = first < 0xE0 ? first & 0x1FU : first < 0xF0 ? first & 0x0FU : first & 0x07U;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) {
        point = (point << 6) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
    }
    return point;
}

/// The run read as it was meant; nullopt where it reads no other way.
std::optional<std::string> mended(std::string_view run) {
    std::string bytes;
    for (std::size_t at = 0; at < run.size();) {
        const auto byte = windows_1252_byte(take_code_point(run, at));
        if (!byte) return std::nullopt;
        bytes += static_cast<char>(*byte);
    }
    if (valid_utf8_prefix(bytes) != bytes.size()) return std::nullopt;
    return bytes;
}

/// Calls `take(text, is_run)` for each stretch of ASCII and each run beyond it.
template <typename Take>
void for_each_run(std::string_view text, Take take) {
    while (!text.empty()) {
        const bool ascii = is_ascii(text.front());
        const auto end = std::find_if(text.begin(), text.end(), [&](char c) { return is_ascii(c) != ascii; });
        const auto size = static_cast<std::size_t>(end - text.begin());
        take(text.substr(0, size), !ascii);
        text.remove_prefix(size);
    }
}

} // namespace

bool is_encoded_twice(std::string_view head) {
    std::string_view whole = head.substr(0, valid_utf8_prefix(head));
    while (!whole.empty() && !is_ascii(whole.back()))
        whole.remove_suffix(1); // a run that the head may cut through
    if (whole.empty() || head.size() - whole.size() > 64) return false;
    std::size_t twice = 0;
    std::size_t once = 0;
    for_each_run(whole, [&](std::string_view text, bool is_run) {
        if (is_run) ++(mended(text) ? twice : once);
    });
    return twice >= 2 && once == 0;
}

std::size_t MendingStream::read(char* to, std::size_t size) {
    while (m_at == m_out.size()) {
        m_out.clear();
        m_at = 0;
        const std::size_t kept = m_in.size();
        m_in.resize(kept + (64UL << 10));
        const std::size_t n = m_source->read(m_in.data() + kept, 64UL << 10);
        m_in.resize(kept + n);
        if (m_in.empty()) return 0;
        std::size_t end = m_in.size(); // a run at the end may go on
        while (n != 0 && end > 0 && !is_ascii(m_in[end - 1]))
            --end;
        for_each_run(std::string_view(m_in).substr(0, end), [&](std::string_view text, bool is_run) {
            const auto meant = is_run ? mended(text) : std::nullopt;
            m_out += meant ? *meant : std::string(text);
        });
        m_in.erase(0, end);
    }
    const std::size_t n = std::min(size, m_out.size() - m_at);
    std::memcpy(to, m_out.data() + m_at, n);
    m_at += n;
    return n;
}

} // namespace ekb::importers
