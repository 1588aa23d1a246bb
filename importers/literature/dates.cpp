// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/dates.h"

#include "importers/source/utf8.h"

#include <re2/re2.h>

#include <array>
#include <charconv>

namespace ekb::importers {

namespace {

std::optional<int> number(std::string_view text, int low, int high) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < low || value > high) return std::nullopt;
    return value;
}

std::optional<int> month_number(std::string_view text) {
    static constexpr std::array<std::string_view, 12> names = {"january",   "february", "march",    "april",
                                                               "may",       "june",     "july",     "august",
                                                               "september", "october",  "november", "december"};
    if (const auto value = number(text, 1, 12)) return value;
    std::string name = ascii_lower(text);
    if (name.ends_with('.')) name.pop_back();
    if (name.size() < 3) return std::nullopt;
    if (name == "sept") return 9;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (name == names[i] || (name.size() == 3 && names[i].starts_with(name))) return static_cast<int>(i + 1);
    }
    return std::nullopt;
}

std::string two_digits(int value) {
    return (value < 10 ? "0" : "") + std::to_string(value);
}

int days_in(int year, int month) {
    static constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

} // namespace

std::optional<std::string> iso_date(std::string_view year_text, std::string_view month_text,
                                    std::string_view day_text) {
    const auto year = number(trimmed(year_text), 1500, 2200);
    if (!year) return std::nullopt;
    std::string date = std::to_string(*year);
    const auto month = month_number(trimmed(month_text));
    if (!month) return date;
    date += "-" + two_digits(*month);
    const auto day = number(trimmed(day_text), 1, days_in(*year, *month));
    return day ? date + "-" + two_digits(*day) : date;
}

std::optional<std::string> free_date(std::string_view text) {
    static const RE2 year_first(
        R"(^\D{0,2}(\d{4})(?:[ /.,-]+([A-Za-z]{3,9}|\d{1,2})\.?(?:[ /.,-]+(\d{1,2}))?)?(?:\D.*)?$)");
    static const RE2 compact(R"(^((?:19|20)\d\d)(\d\d)(\d\d)$)");
    static const RE2 day_first(R"((?i)^(\d{1,2})(?:\.|st|nd|rd|th)?[ .-]+([A-Za-z]{3,9})\.?[ .,-]+(\d{4})\b.*)");
    static const RE2 day_point(R"(^(\d{1,2})\.(\d{1,2})\.(\d{4})$)");
    static const RE2 month_first(R"(^([A-Za-z]{3,9})\.?[ ,]+(?:(\d{1,2}),?[ ]+)?(\d{4})\b.*)");
    static const RE2 any_year(R"(\b((?:1[5-9]|20)\d\d)\b)");
    const std::string line = normal_space(text);
    std::string year;
    std::string month;
    std::string day;
    if (RE2::FullMatch(line, compact, &year, &month, &day)) return iso_date(year, month, day);
    if (RE2::FullMatch(line, year_first, &year, &month, &day)) return iso_date(year, month, day);
    if (RE2::FullMatch(line, day_first, &day, &month, &year)) return iso_date(year, month, day);
    if (RE2::FullMatch(line, day_point, &day, &month, &year)) return iso_date(year, month, day);
    if (RE2::FullMatch(line, month_first, &month, &day, &year)) return iso_date(year, month, day);
    if (RE2::PartialMatch(line, any_year, &year)) return iso_date(year);
    return std::nullopt;
}

} // namespace ekb::importers
