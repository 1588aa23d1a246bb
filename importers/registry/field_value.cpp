// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/field_value.h"

#include "importers/source/entities.h"
#include "importers/source/utf8.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace ekb::importers::registry {

namespace {

bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

/// Without the spaces around it, and with an ASCII minus.
std::string plain_number(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.compare(i, 3, "\u2212") == 0) {
            out += '-';
            i += 2;
        } else {
            out += text[i];
        }
    }
    return normal_space(out);
}

/// Takes the commas out where they part thousands and nothing else: "1,234.5"; "1,5" and "12,34" are left.
std::string without_thousands(const std::string& text) {
    const std::size_t point = std::min(text.find('.'), text.size());
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != ',') {
            out += text[i];
        } else if (i == 0 || i > point || (point - i) % 4 != 0) {
            return text;
        }
    }
    return out;
}

} // namespace

std::string clean_text(std::string_view text) {
    if (text.find('&') == std::string_view::npos) return normal_space(text);
    return normal_space(unescape_html(unescape_html(text)));
}

std::optional<double> number_of(std::string_view text) {
    std::string plain = without_thousands(plain_number(text));
    if (plain.starts_with('+')) plain.erase(0, 1);
    if (plain.empty() || plain.find_first_not_of("0123456789.-eE+") != std::string::npos) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (error != std::errc() || end != plain.data() + plain.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<int> count_of(std::string_view text) {
    const auto value = number_of(text);
    if (!value || *value < 0 || *value > std::numeric_limits<int>::max() || *value != std::floor(*value))
        return std::nullopt;
    return static_cast<int>(*value);
}

std::optional<std::pair<double, PRelation>> p_value_of(std::string_view text) {
    std::string plain = plain_number(text);
    std::string_view rest = plain;
    const auto skip = [&](std::string_view prefix) {
        if (!rest.starts_with(prefix)) return false;
        rest.remove_prefix(prefix.size());
        while (rest.starts_with(' '))
            rest.remove_prefix(1);
        return true;
    };
    for (std::string_view name : {"p-value", "P-value", "p value", "P value", "p", "P"}) {
        if (skip(name)) break;
    }
    PRelation relation = PRelation::equal;
    if (skip("<=") || skip("\u2264") || skip("=<") || skip("<")) {
        relation = PRelation::less;
    } else if (skip(">=") || skip("\u2265") || skip(">")) {
        relation = PRelation::greater;
    } else {
        skip("=");
    }
    const auto value = number_of(rest);
    if (!value || *value < 0 || *value > 1) return std::nullopt;
    return std::pair{*value, relation};
}

std::string folded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (is_alphanumeric(c)) {
            out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

bool has_words(std::string_view whole, std::string_view part) {
    if (part.empty()) return false;
    for (std::size_t at = whole.find(part); at != std::string_view::npos; at = whole.find(part, at + 1)) {
        const bool starts = at == 0 || whole[at - 1] == ' ';
        const bool ends = at + part.size() == whole.size() || whole[at + part.size()] == ' ';
        if (starts && ends) return true;
    }
    return false;
}

std::string constant_of(std::string_view text) {
    std::string out = folded(text);
    for (char& c : out) {
        if (c == ' ') c = '_';
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return out;
}

} // namespace ekb::importers::registry
