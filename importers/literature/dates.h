// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ekb::importers {

/// "2018-02-10", "2018-02" or "2018" from a year, a month (number or English name, whole or three letters) and a day,
/// each as the source writes it; what is unreadable or out of range ends the date there. nullopt without a year.
std::optional<std::string> iso_date(std::string_view year, std::string_view month = {}, std::string_view day = {});

/// The date that a reference writes in one field: "2018 Feb 10", "20180210", "2018/02/10/", "Feb 2018", "10.02.2018"
/// (day first only where the point says so), "1998 Dec-1999 Jan" (its begin), "2000 Spring" (the year). nullopt without
/// a year.
std::optional<std::string> free_date(std::string_view text);

} // namespace ekb::importers
