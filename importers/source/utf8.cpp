// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/utf8.h"

#include <algorithm>
#include <cstring>

namespace ekb::importers {

namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

bool continues(unsigned byte, unsigned low = 0x80, unsigned high = 0xBF) {
    return byte >= low && byte <= high;
}

/// Bytes of the well-formed sequence at `i`; 0 where there is none.
std::size_t sequence_length(std::string_view text, std::size_t i) {
    const unsigned a = byte_at(text, i);
    const unsigned b = byte_at(text, i + 1);
    if (a < 0x80) return 1;
    if (a >= 0xC2 && a <= 0xDF) return continues(b) ? 2 : 0;
    if (a >= 0xE0 && a <= 0xEF) {
        const unsigned low = a == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = a == 0xED ? 0x9F : 0xBF;
        return continues(b, low, high) && continues(byte_at(text, i + 2)) ? 3 : 0;
    }
    if (a >= 0xF0 && a <= 0xF4) {
        const unsigned low = a == 0xF0 ? 0x90 : 0x80;
        const unsigned high = a == 0xF4 ? 0x8F : 0xBF;
        return continues(b, low, high) && continues(byte_at(text, i + 2)) && continues(byte_at(text, i + 3)) ? 4 : 0;
    }
    return 0;
}

} // namespace

void append_utf8(std::string& to, std::uint32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    const auto put = [&](std::uint32_t byte) { to.push_back(static_cast<char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

std::size_t valid_utf8_prefix(std::string_view text) {
    std::size_t i = 0;
    while (i < text.size()) {
        std::uint64_t eight = 0;
        if (i + 8 <= text.size()) {
            std::memcpy(&eight, text.data() + i, 8);
            if ((eight & 0x8080808080808080ULL) == 0) {
                i += 8;
                continue;
            }
        }
        const std::size_t n = sequence_length(text, i);
        if (n == 0) return i;
        i += n;
    }
    return i;
}

std::size_t white_space_length(std::string_view text) {
    const unsigned a = byte_at(text, 0);
    if (text.empty()) return 0;
    if (a <= 0x20 || a == 0x7F) return 1;
    if (a < 0xC2) return 0;
    const unsigned b = byte_at(text, 1);
    const unsigned c = byte_at(text, 2);
    if (a == 0xC2) return b == 0xA0 || b == 0x85 ? 2 : 0; // no-break space, next line
    if (a == 0xE2 && b == 0x80) return (c >= 0x80 && c <= 0x8A) || c == 0xA8 || c == 0xA9 || c == 0xAF ? 3 : 0;
    if (a == 0xE2 && b == 0x81) return c == 0x9F ? 3 : 0;
    if (a == 0xE3 && b == 0x80) return c == 0x80 ? 3 : 0;
    return 0;
}

std::size_t zero_width_length(std::string_view text) {
    const std::string_view three = text.substr(0, 3);
    return three == "\xE2\x80\x8B" || three == "\xE2\x81\xA0" || three == "\xEF\xBB\xBF" ? 3 : 0;
}

std::string normal_space(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool space = false;
    while (!text.empty()) {
        if (const std::size_t n = white_space_length(text)) {
            space = true;
            text.remove_prefix(n);
        } else if (const std::size_t m = zero_width_length(text)) {
            text.remove_prefix(m);
        } else {
            if (space && !out.empty()) out.push_back(' ');
            space = false;
            out.push_back(text.front());
            text.remove_prefix(1);
        }
    }
    return out;
}

std::string ascii_lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

std::string_view trimmed(std::string_view text) {
    while (const std::size_t n = white_space_length(text))
        text.remove_prefix(n);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= 0x20)
        text.remove_suffix(1);
    while (text.ends_with("\xC2\xA0"))
        text.remove_suffix(2);
    return text;
}

std::string excerpt(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return std::string(text);
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

} // namespace ekb::importers
