// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/cursor.h"

#include "query/export/fnv.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace ekb::query::http {

namespace {

constexpr std::string_view form = "1"; ///< of the text: another form gets another number

std::optional<std::uint64_t> hexadecimal(std::string_view digits) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

/// The text up to the next point, which is taken off.
std::string_view taken(std::string_view& text) {
    const std::string_view part = text.substr(0, text.find('.'));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    return part;
}

} // namespace

std::string cursor_text(const Cursor& cursor, std::string_view what) {
    const std::string place = fmt::format("{}.{:x}.{:x}", form, cursor.sequence, cursor.offset);
    return fmt::format("{}.{:016x}", place, fnv1a(what, fnv1a(place)));
}

std::optional<Cursor> read_cursor(std::string_view text, std::string_view what) {
    std::string_view rest = text;
    if (taken(rest) != form) return std::nullopt;
    const auto at = hexadecimal(taken(rest));
    const auto from = hexadecimal(taken(rest));
    if (!at || !from || *at > INT64_MAX) return std::nullopt;
    const Cursor cursor{static_cast<std::int64_t>(*at), static_cast<std::size_t>(*from)};
    if (cursor_text(cursor, what) != text) return std::nullopt;
    return cursor;
}

} // namespace ekb::query::http
