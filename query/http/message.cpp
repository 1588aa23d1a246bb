// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/message.h"

#include <algorithm>

namespace ekb::query::http {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

} // namespace

std::optional<std::string_view> header(const Headers& headers, std::string_view name) {
    for (const auto& [known, value] : headers) {
        if (same_name(known, name)) return value;
    }
    return std::nullopt;
}

void set_header(Headers& headers, std::string name, std::string value) {
    std::erase_if(headers, [&](const auto& field) { return same_name(field.first, name); });
    headers.emplace_back(std::move(name), std::move(value));
}

Response reply(std::string content_type, std::string body) {
    return {200, {{"Content-Type", std::move(content_type)}}, std::move(body)};
}

} // namespace ekb::query::http
