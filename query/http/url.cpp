// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/url.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <optional>

namespace ekb::query::http {

namespace {

std::optional<int> hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return std::nullopt;
}

std::optional<char> escaped_byte(std::string_view encoded, std::size_t byte_offset) {
    if (byte_offset + 2 >= encoded.size()) return std::nullopt;
    const auto high = hex_digit(encoded[byte_offset + 1]);
    const auto low = hex_digit(encoded[byte_offset + 2]);
    if (!high || !low) return std::nullopt;
    return static_cast<char>(*high * 16 + *low);
}

template <typename Visit>
void split(std::string_view text, char separator, Visit visit) {
    for (;;) {
        const auto end = text.find(separator);
        visit(text.substr(0, end));
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + 1);
    }
}

} // namespace

Expected<std::string, std::string> percent_decoded(std::string_view encoded, bool plus_is_space) {
    std::string decoded;
    decoded.reserve(encoded.size());
    for (std::size_t i = 0; i < encoded.size(); ++i) {
        char c = encoded[i];
        if (c == '%') {
            const auto byte = escaped_byte(encoded, i);
            if (!byte)
                return Unexpected(fmt::format("\"{}\" is not a percent escape: two hex digits must follow \"%\"",
                                              encoded.substr(i, 3)));
            c = *byte;
            i += 2;
        } else if (c == '+' && plus_is_space) {
            c = ' ';
        }
        if (c == '\0') return Unexpected(std::string("a NUL character is not allowed in an address"));
        decoded += c;
    }
    if (!simdjson::validate_utf8(decoded))
        return Unexpected(fmt::format("\"{}\" does not decode to UTF-8", encoded.substr(0, 100)));
    return decoded;
}

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._~").find(c) != std::string_view::npos;
        encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

Expected<std::vector<std::string>, std::string> path_segments(std::string_view path) {
    if (path.empty() || path.front() != '/') return Unexpected(std::string("the path does not begin with \"/\""));
    std::vector<std::string> segments;
    std::optional<std::string> error;
    split(path.substr(1), '/', [&](std::string_view part) {
        if (error) return;
        auto decoded = percent_decoded(part, false);
        if (!decoded) {
            error = decoded.error();
        } else if (*decoded == "." || *decoded == "..") {
            error = fmt::format("\"{}\" is not allowed in a path", *decoded);
        } else {
            segments.push_back(std::move(*decoded));
        }
    });
    if (error) return Unexpected(std::move(*error));
    return segments;
}

Expected<std::vector<std::pair<std::string, std::string>>, std::string> query_pairs(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> pairs;
    std::optional<std::string> error;
    split(query, '&', [&](std::string_view part) {
        if (part.empty() || error) return;
        const auto equals = part.find('=');
        auto name = percent_decoded(part.substr(0, equals), true);
        auto value = equals == std::string_view::npos ? percent_decoded({}, true)
                                                      : percent_decoded(part.substr(equals + 1), true);
        if (!name || !value) {
            error = !name ? name.error() : value.error();
            return;
        }
        pairs.emplace_back(std::move(*name), std::move(*value));
    });
    if (error) return Unexpected(std::move(*error));
    return pairs;
}

} // namespace ekb::query::http
