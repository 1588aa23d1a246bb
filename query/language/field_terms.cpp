// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/language/field_terms.h"

#include "indexer/prefixes.h"
#include "kb/model/error.h"

#include <algorithm>
#include <string>

namespace ekb::query {

namespace prefix = indexer::prefix;

const FieldTerms& field_terms(std::string_view field) {
    static constexpr FieldTerms all[] = {
        {"intervention", prefix::intervention_text, prefix::intervention, prefix::intervention_itself},
        {"comparator", prefix::comparator_text, prefix::comparator, prefix::comparator_itself},
        {"condition", prefix::condition_text, prefix::condition, prefix::condition_itself},
        {"endpoint", prefix::endpoint_text, prefix::endpoint, prefix::endpoint_itself},
        {"route", prefix::route, {}, {}},
        {"phase", prefix::phase, {}, {}},
        {"design", prefix::design, {}, {}},
        {"masking", prefix::masking, {}, {}},
        {"species", prefix::species, {}, {}},
        {"registry", prefix::registry, {}, {}},
        {"effect", prefix::direction, {}, {}},
        {"favours", prefix::favours, {}, {}},
        {"retracted", prefix::retracted, {}, {}},
        {"status", prefix::status, {}, {}},
        {"source", prefix::document_type, {}, {}},
        {"discrepancy", prefix::discrepancy, {}, {}},
        {"id", prefix::identifier, {}, {}},
        {"title", prefix::title, {}, {}},
        {"text", {}, {}, {}},
    };
    const auto* found = std::ranges::find(all, field, &FieldTerms::field);
    if (found == std::end(all)) throw Error("the index keeps no terms of the field " + std::string(field));
    return *found;
}

} // namespace ekb::query
