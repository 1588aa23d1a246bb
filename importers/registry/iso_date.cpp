// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/field_value.h"

#include <re2/re2.h>

#include <array>

namespace ekb::importers::registry {

namespace {

/// 1 to 12 of "March", "mar" …; 0 for none.
int month_of(const std::string& name) {
    static constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                             "may",       "june",     "july",     "august",
                                                             "september", "october",  "november", "december"};
    const std::string plain = folded(name);
    for (std::size_t i = 0; i < months.size(); ++i) {
        if (plain.size() >= 3 && months[i].starts_with(plain)) return static_cast<int>(i) + 1;
    }
    return 0;
}

/// 0 for an empty text.
int number(const std::string& digits) {
    return count_of(digits).value_or(0);
}

std::string two_digits(int number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string joined(int year, int month, int day) {
    if (year < 1900 || year > 2200 || month < 0 || month > 12 || day < 0 || day > 31) return {};
    std::string date = std::to_string(year);
    if (month > 0) date += "-" + two_digits(month);
    if (month > 0 && day > 0) date += "-" + two_digits(day);
    return date;
}

} // namespace

std::string iso_date(std::string_view text) {
    static const RE2 iso(R"((\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?)");
    static const RE2 digits(R"((\d{4})(\d{2})(\d{2}))");
    static const RE2 day_first(R"((\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))");
    static const RE2 month_first(R"(([A-Za-z]+)\.? (?:(\d{1,2}), ?)?(\d{4}))");
    static const RE2 day_month(R"((\d{1,2}) ([A-Za-z]+)\.? (\d{4}))");
    const std::string plain = clean_text(text);
    std::string year;
    std::string month;
    std::string day;
    if (RE2::FullMatch(plain, digits, &year, &month, &day) || RE2::FullMatch(plain, iso, &year, &month, &day) ||
        RE2::FullMatch(plain, day_first, &day, &month, &year))
        return joined(number(year), number(month), number(day));
    if (!RE2::FullMatch(plain, month_first, &month, &day, &year) &&
        !RE2::FullMatch(plain, day_month, &day, &month, &year))
        return {};
    return month_of(month) == 0 ? std::string() : joined(number(year), month_of(month), number(day));
}

} // namespace ekb::importers::registry
