// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace ekb::query {

enum class FieldKind { concept_name, number, dose, name, id, text };

/// A field of the query language, as data/fields.tsv says.
struct Field {
    std::string_view name;
    FieldKind kind = FieldKind::text;
    bool of_claim = false; ///< of a claim, not of the study: several such in an AND may be looked for in one claim (groups.h)
    std::vector<std::string_view> values; ///< of a name; empty where any is allowed
    std::string_view example;
    std::string_view description;
};

/// All fields, in the table's order. They live as long as the program.
std::span<const Field> fields();
/// The field of this name, letter case ignored; nullptr where there is none.
const Field* field_named(std::string_view name);
/// The nearest of the names (in lower case), letter case ignored, where one is near; empty else.
std::string_view nearest_name(std::string_view name, std::span<const std::string_view> names);

} // namespace ekb::query
