// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/language/node.h"

#include <optional>
#include <string>
#include <string_view>

namespace ekb::query {

/// A number or a range of numbers: "100", ">=100", "2015..2024", "..2024". nullopt: it is none; `why` says why.
std::optional<NumberRange> number_range(std::string_view text, std::string& why);
/// The same with a unit: ">=25mg", "10..20 mg/kg".
std::optional<NumberRange> dose_range(std::string_view text, std::string& why);

/// `amount` of a dose in another unit of the same kind ("g" in "mg": 1000 times); nullopt where the units cannot be
/// compared (mg and IU).
std::optional<double> in_unit(double amount, std::string_view from, std::string_view to);

} // namespace ekb::query
