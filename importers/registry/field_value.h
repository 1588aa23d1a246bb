// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/enums.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// Small values as registries write them. Pure functions; thread-safe.
namespace ekb::importers::registry {

/// The text with white space single and trimmed, and character references decoded (&lt; &#176; &micro; …), twice
/// encoded ones too: registries' web forms store both.
std::string clean_text(std::string_view text);

/// A whole text that is one decimal number: "-2.66", ".5", "1,234", "−0.3". Nullopt for anything more: "NA", "3 (2)",
/// "<0.1".
std::optional<double> number_of(std::string_view text);
/// A whole text that is a count; nullopt where it is not a whole number from 0 to 2^31-1.
std::optional<int> count_of(std::string_view text);

/// A p-value and its relation: "<0.0001", "= 0.9041", ".5", "p < .001", "≤0.05" (read as less). Nullopt where it is
/// none, or not within 0..1.
std::optional<std::pair<double, PRelation>> p_value_of(std::string_view text);

/// Lower case, with everything but letters and digits as single spaces: to compare names.
std::string folded(std::string_view text);
/// Whether the words of `part` stand in `whole` one after the other; both folded.
bool has_words(std::string_view whole, std::string_view part);

/// Upper case with underscores: "Count of Participants" is "COUNT_OF_PARTICIPANTS", so that the spellings of a
/// registry's old and new interfaces compare equal.
std::string constant_of(std::string_view text);

/// A registry's date in ISO 8601, as much as is known: "March 1, 2021", "February 2021", "17 February 2020",
/// "2015-11-01T00:00:00Z", "20200217", "30/08/2007" (day first), "2007". Empty where it is none.
std::string iso_date(std::string_view text);

} // namespace ekb::importers::registry
