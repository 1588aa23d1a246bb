// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/facets/facets.h"

#include "kb/model/error.h"
#include "query/language/fields.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <map>

namespace ekb::query {

namespace {

constexpr std::size_t studies_looked_at = 1'000;
constexpr std::size_t concepts_shown = 30;

/// A query that can be narrowed, and how many studies it finds.
class Base {
public:
    Base(const Engine& engine, std::string query) : m_engine(engine), m_query(std::move(query)) {}

    std::string narrowed(std::string_view clause) const { return fmt::format("({}) AND {}", m_query, clause); }
    std::size_t count(const std::string& query) const {
        const auto found = m_engine.search({query, 0, 0});
        if (!found) throw Error("a narrowed query is not understood: " + query + ": " + found.error().message);
        return found->total;
    }

private:
    const Engine& m_engine;
    std::string m_query;
};

void add_value(Facet& facet, const Base& base, std::string_view value) {
    const std::string query = base.narrowed(fmt::format("{}:{}", facet.field, value));
    const std::size_t count = base.count(query);
    if (count > 0) facet.values.push_back({query, std::string(value), std::string(value), count});
}

Facet of_names(const Field& field, const Base& base, std::size_t total) {
    Facet facet{std::string(field.name), total, {}};
    for (const std::string_view value : field.values)
        add_value(facet, base, value);
    if (field.name != "phase") std::ranges::stable_sort(facet.values, std::greater{}, &FacetValue::count);
    return facet;
}

/// Halves the span of years until those without studies are left out.
void add_years(Facet& facet, const Base& base, int first, int last) {
    const std::string query = base.narrowed(first == last ? fmt::format("year:{}", first) : fmt::format("year:{}..{}", first, last));
    const std::size_t count = base.count(query);
    if (count == 0) return;
    if (first == last) {
        facet.values.push_back({query, std::to_string(first), std::to_string(first), count});
        return;
    }
    const int middle = first + (last - first) / 2;
    add_years(facet, base, first, middle);
    add_years(facet, base, middle + 1, last);
}

/// The concepts that a study's claims name in one field, with their labels.
using Concepts = std::map<std::string, std::string>;

void add_concept(Concepts& concepts, const std::optional<std::string>& id, const std::optional<std::string>& label) {
    if (id) concepts.emplace(*id, label.value_or(*id));
}

Concepts concepts_of(const AnswerStudy& study, std::string_view field) {
    Concepts concepts;
    for (const Claim& claim : study.claims) {
        if (field == "endpoint") {
            add_concept(concepts, claim.endpoint.concept_id, claim.endpoint.label);
        } else if (field == "intervention") {
            add_concept(concepts, claim.intervention.concept_id, claim.intervention.label);
        } else {
            const auto& thing = field == "comparator" ? claim.comparator : claim.condition;
            if (thing) add_concept(concepts, thing->concept_id, thing->label);
        }
    }
    return concepts;
}

Facet of_concepts(std::string_view field, const Base& base, const std::vector<AnswerStudy>& studies) {
    std::map<std::string, FacetValue> by_id;
    for (const AnswerStudy& study : studies) {
        for (const auto& [id, label] : concepts_of(study, field)) {
            FacetValue& value = by_id[id];
            value.value = id;
            value.label = label;
            ++value.count;
        }
    }
    Facet facet{std::string(field), studies.size(), {}};
    for (auto& [id, value] : by_id)
        facet.values.push_back(std::move(value));
    std::ranges::stable_sort(facet.values, std::greater{}, &FacetValue::count);
    if (facet.values.size() > concepts_shown) facet.values.resize(concepts_shown);
    for (FacetValue& value : facet.values)
        value.query = base.narrowed(fmt::format("{}:\"{}\"", field, value.label));
    return facet;
}

} // namespace

Expected<Facets, QueryError> facets(const Engine& engine, const std::string& query) {
    const auto found = engine.search({query, studies_looked_at, 0});
    if (!found) return Unexpected(QueryError(found.error()));
    Facets all{query, found->query_read, found->total, found->sequence, {}};
    if (found->total == 0) return all;
    const Base base(engine, found->query_read);
    for (const Field& field : fields()) {
        if (field.kind == FieldKind::name && !field.values.empty()) {
            all.facets.push_back(of_names(field, base, found->total));
        } else if (field.name == "year") {
            Facet years{"year", found->total, {}};
            add_years(years, base, 1900, 2099);
            all.facets.push_back(std::move(years));
        } else if (field.kind == FieldKind::concept_name) {
            all.facets.push_back(of_concepts(field.name, base, found->studies));
        }
    }
    return all;
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
