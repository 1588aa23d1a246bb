// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace ekb::query {

/// Where the index keeps a field (indexer/prefixes.h). What a field does not have is empty.
struct FieldTerms {
    std::string_view field;
    std::string_view words;         ///< stems of it, or its values
    std::string_view concept_terms; ///< its concepts with everything broader
    std::string_view concept_itself;
};

/// Of a field by its name in data/fields.tsv. Throws Error for a field that the index does not keep as terms.
const FieldTerms& field_terms(std::string_view field);

} // namespace ekb::query
