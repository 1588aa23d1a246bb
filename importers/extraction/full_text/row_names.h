// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ekb::importers::extraction {

/// What the name of a table's row or column says.
enum class NameKind {
    endpoint, ///< what was measured
    time,     ///< only when, or how its figures are written: "Week 12", "Post-treatment (mean ± SD)"
    category, ///< a part of what the group above it names: "Severe", "Yes", "Male"
    nothing   ///< no words
};
NameKind name_kind(std::string_view name);

/// Whether a name's first word is of time: "After counselling", "Week 12".
bool says_when(std::string_view name);

/// The name of an endpoint as a row or header gives it, without what it says of the figures' writing, their unit and marks of
/// footnotes: "Grip strength" of "Grip strength, kg, mean (SD)*".
std::string endpoint_name(std::string_view name);

/// Whether a caption tells of something else than results of the trial's arms (data/full_text/table_kinds.tsv). "Change from
/// baseline" tells a result.
bool holds_no_results(std::string_view caption);

/// Whether a row's name is of what participants were, not of what came of it: "Age, years", "Female sex", "Ethnicity". A table with
/// such a row describes them.
bool describes_participants(std::string_view name);

/// Words without a closing mark of a footnote: "*", "†", "§".
std::string_view without_footnote_mark(std::string_view words);

} // namespace ekb::importers::extraction
