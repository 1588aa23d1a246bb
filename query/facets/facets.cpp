// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/facets/facets.h"

#include "query/facets/census.h"
#include "query/language/fields.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <optional>
#include <span>
#include <utility>

namespace ekb::query {

namespace {

constexpr std::size_t studies_looked_at = 1'000;
constexpr std::size_t concepts_shown = 30;
constexpr int first_year = 1900;
constexpr int last_year = 2099;

std::string narrowed(const std::string& query, std::string_view clause) {
    return fmt::format("({}) AND {}", query, clause);
}

bool has_names(const Field& field) {
    return field.kind == FieldKind::name && !field.values.empty();
}

/// Every value of every field that has named ones, as queries.
std::vector<std::string> named_values() {
    std::vector<std::string> values;
    for (const Field& field : fields()) {
        if (!has_names(field)) continue;
        for (const std::string_view value : field.values)
            values.push_back(fmt::format("{}:{}", field.name, value));
    }
    return values;
}

/// `counts` is of the field's values.
Facet of_names(const Field& field, const std::string& query, std::span<const std::size_t> counts, std::size_t total) {
    Facet facet{std::string(field.name), total, {}};
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const std::string value(field.values[i]);
        if (counts[i] > 0) facet.values.push_back({narrowed(query, fmt::format("{}:{}", field.name, value)), value, value, counts[i]});
    }
    if (field.name != "phase") std::ranges::stable_sort(facet.values, std::greater{}, &FacetValue::count);
    return facet;
}

Facet of_years(const std::string& query, const Census& census, std::size_t total) {
    Facet facet{"year", total, {}};
    for (const auto& [year, count] : census.years()) {
        if (year < first_year || year > last_year) continue;
        facet.values.push_back({narrowed(query, fmt::format("year:{}", year)), std::to_string(year), std::to_string(year), count});
    }
    return facet;
}

Facet of_concepts(std::string_view field, const std::string& query, std::vector<FacetValue> concepts, std::size_t counted) {
    Facet facet{std::string(field), counted, std::move(concepts)};
    std::ranges::stable_sort(facet.values, std::greater{}, &FacetValue::count);
    if (facet.values.size() > concepts_shown) facet.values.resize(concepts_shown);
    for (FacetValue& value : facet.values)
        value.query = narrowed(query, fmt::format("{}:\"{}\"", field, value.label));
    return facet;
}

void count_all(Facets& all, const StudyList& studies, const CompileContext& index) {
    const Census census(index, studies);
    auto concepts = census.concepts(studies_looked_at);
    const std::vector<std::size_t> counts = census.counts(named_values());
    std::span<const std::size_t> left(counts);
    for (const Field& field : fields()) {
        if (has_names(field)) {
            all.facets.push_back(of_names(field, all.query_read, left.first(field.values.size()), all.total));
            left = left.subspan(field.values.size());
        } else if (field.name == "year") {
            all.facets.push_back(of_years(all.query_read, census, all.total));
        } else if (field.kind == FieldKind::concept_name) {
            all.facets.push_back(of_concepts(field.name, all.query_read, std::move(concepts.find(field.name)->second),
                                             std::min(studies_looked_at, studies.hits.size())));
        }
    }
}

} // namespace

Expected<Facets, QueryError> facets(const Engine& engine, const std::string& query) {
    std::optional<Expected<Facets, QueryError>> all;
    engine.read_together([&](const CompileContext& index) {
        const auto found = engine.list_search(query);
        if (!found) return void(all.emplace(Unexpected(QueryError(found.error()))));
        const SearchResult& head = found->head;
        all.emplace(Facets{query, head.query_read, head.total, head.sequence, {}});
        if (head.total > 0) count_all(all->value(), found->studies, index);
    });
    return std::move(*all);
}

nlohmann::ordered_json facets_json(const Facets& facets) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const Facet& facet : facets.facets) {
        nlohmann::ordered_json values = nlohmann::ordered_json::array();
        for (const FacetValue& value : facet.values)
            values.push_back({{"value", value.value}, {"label", value.label}, {"count", value.count}, {"query", value.query}});
        list.push_back({{"field", facet.field}, {"counted", facet.counted}, {"values", std::move(values)}});
    }
    return {{"query", facets.query},
            {"query_read", facets.query_read},
            {"total", facets.total},
            {"sequence", facets.sequence},
            {"facets", std::move(list)}};
}

} // namespace ekb::query
