// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/vocabulary/mesh_actions.h"

#include "importers/vocabulary/concept_names.h"

#include <optional>
#include <string>
#include <utility>

namespace ekb::importers {

namespace {

/// The concept of a name and an id; nullopt where one of them is missing.
std::optional<kb::Concept> concept_at(const XmlNode& node, std::string_view id_path, std::string_view name_path) {
    const auto id = node.content_of(id_path);
    const auto name = node.content_of(name_path);
    if (!id || !name) return std::nullopt;
    kb::Concept value;
    value.id = "mesh:" + *id;
    value.kind = kb::ConceptKind::intervention;
    value.label = *name;
    value.external.push_back("MeSH:" + *id);
    add_name(value, *name, false);
    return value;
}

std::optional<kb::Concept> action_of(const XmlNode& node) {
    return concept_at(node, "DescriptorReferredTo/DescriptorUI", "DescriptorReferredTo/DescriptorName/String");
}

std::optional<kb::Concept> substance_of(const XmlNode& node) {
    return concept_at(node, "RecordUI", "RecordName/String");
}

} // namespace

std::vector<kb::Concept> pharmacological_concepts(const XmlNode& record) {
    std::vector<kb::Concept> all;
    const bool by_action = record.name == "PharmacologicalAction";
    auto head = by_action ? action_of(record) : substance_of(record);
    if (!head) return all;
    all.push_back(std::move(*head));
    const XmlNode* list = record.find(by_action ? "PharmacologicalActionSubstanceList" : "PharmacologicalActionList");
    if (list == nullptr) return all;
    for (const XmlNode& each : list->children()) {
        if (each.is_text()) continue;
        auto other = by_action ? substance_of(each) : action_of(each);
        if (!other) continue;
        (by_action ? *other : all.front()).parents.push_back((by_action ? all.front() : *other).id);
        all.push_back(std::move(*other));
    }
    return all;
}

} // namespace ekb::importers
