// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/concept_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <span>

namespace ekb::query {

using Json = nlohmann::ordered_json;

namespace {

/// The concepts of a list that begins with the concept itself, without it.
Json others_json(std::span<const kb::Concept* const> concepts, Json (*other)(const kb::Concept&)) {
    Json list = Json::array();
    for (const kb::Concept* each : concepts.subspan(std::min<std::size_t>(1, concepts.size())))
        list.push_back(other(*each));
    return list;
}

} // namespace

Json concept_json(const kb::Concept& value) {
    return {{"id", value.id}, {"kind", name_of(value.kind)}, {"label", value.label}};
}

Json concept_label(const kb::Concept& value) {
    return value.label;
}

Json whole_concept_json(const kb::Concept& value, const kb::Vocabulary& vocabulary, Json (*other)(const kb::Concept&)) {
    Json json = concept_json(value);
    json["names"] = vocabulary.names_of(value.id);
    json["broader"] = others_json(vocabulary.broader(value.id), other);
    json["narrower"] = others_json(vocabulary.narrower(value.id), other);
    json["external"] = value.external;
    return json;
}

} // namespace ekb::query
