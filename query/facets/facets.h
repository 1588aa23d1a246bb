// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/engine.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace ekb::query {

/// One value of a field among the studies that a query finds.
struct FacetValue {
    std::string query; ///< the query, narrowed to it: "(zinc) AND phase:3"
    std::string value; ///< as the query language writes it, or a concept's id
    std::string label; ///< for people
    std::size_t count = 0;

    bool operator==(const FacetValue&) const = default;
};

struct Facet {
    std::string field;              ///< of the query language
    std::size_t counted = 0;        ///< of how many of the studies: all, or the best where counting all would be long
    std::vector<FacetValue> values; ///< those that a study has; years and phases rising, the others most first
};

struct Facets {
    std::string query;
    std::string query_read;
    std::size_t total = 0;
    std::int64_t sequence = 0;
    std::vector<Facet> facets;
};

/// What the studies of a query are like: how many there are of each value of every field whose values are known, of each
/// year, and of each concept that the claims of the best 1,000 studies name, up to 30 a field. A study counts once for
/// each value that it has.
Expected<Facets, QueryError> facets(const Engine& engine, const std::string& query);

/// {"query", "query_read", "total", "sequence", "facets": [{"field", "counted", "values": [{"value", "label", "count",
/// "query"}]}]}.
nlohmann::ordered_json facets_json(const Facets& facets);

} // namespace ekb::query
