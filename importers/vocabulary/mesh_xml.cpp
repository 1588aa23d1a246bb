// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/vocabulary/mesh_xml.h"

#include "importers/source/identity.h"
#include "importers/source/xml_cutter.h"
#include "importers/source/xml_reader.h"
#include "importers/vocabulary/concept_names.h"
#include "importers/vocabulary/mesh_actions.h"
#include "importers/vocabulary/mesh_branch.h"

#include <set>

namespace ekb::importers {

namespace {

bool recognise_mesh(std::string_view head) {
    const std::string_view root = xml_root_name(head);
    return root == "DescriptorRecordSet" || root == "SupplementalRecordSet" || root == "PharmacologicalActionSet" ||
           root == "PharmacologicalActionSubstanceSet";
}

void split_mesh(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    static const XmlRecordNames names{{"DescriptorRecord", "SupplementalRecord", "PharmacologicalAction", "Substance"}, "MeSH XML"};
    cut_xml_records(source, names, record, diagnostic);
}

/// Abbreviations and acronyms, embedded in words or not (the DTD's LexicalTag).
bool is_abbreviation(const XmlNode& term) {
    const std::string_view tag = term.attribute("LexicalTag").value_or("");
    return tag.starts_with("AB") || tag.starts_with("AC");
}

void add_terms(const XmlNode& mesh_concept, kb::Concept& to) {
    const XmlNode* list = mesh_concept.find("TermList");
    if (list == nullptr) return;
    for (const XmlNode& term : list->children("Term")) {
        if (const auto name = term.content_of("String")) add_name(to, *name, is_abbreviation(term));
    }
}

/// The MeSH concepts that are narrower than the record's preferred one.
std::set<std::string> narrower_concepts(const XmlNode& preferred) {
    std::set<std::string> narrower;
    const XmlNode* list = preferred.find("ConceptRelationList");
    if (list == nullptr) return narrower;
    for (const XmlNode& relation : list->children("ConceptRelation")) {
        if (relation.attribute("RelationName") != "NRW") continue;
        if (const auto id = relation.content_of("Concept2UI")) narrower.insert(*id);
    }
    return narrower;
}

/// Adds "mesh:" and the text at `path` of every element of `list` to the parents; a star before it is a mark of its own.
void add_parents(const XmlNode& record, std::string_view list, std::string_view element, std::string_view path,
                 kb::Concept& to) {
    const XmlNode* all = record.find(list);
    if (all == nullptr) return;
    for (const XmlNode& each : all->children(element)) {
        auto id = each.content_of(path);
        if (!id) continue;
        if (id->starts_with('*')) id->erase(0, 1);
        add_unique(to.parents, "mesh:" + *id);
    }
}

struct Record {
    std::string id;
    std::string name;
    std::optional<kb::ConceptKind> kind;
    std::vector<std::string> tree_numbers;
};

Record descriptor(const XmlNode& node) {
    Record record{node.content_of("DescriptorUI").value_or(""), node.content_of("DescriptorName/String").value_or(""), {}, {}};
    if (const XmlNode* list = node.find("TreeNumberList")) {
        for (const XmlNode& number : list->children("TreeNumber")) record.tree_numbers.push_back(number.content());
    }
    record.kind = mesh_kind(record.tree_numbers);
    return record;
}

/// SCRClass: 1 chemicals, 2 protocols, 3 diseases, 4 organisms, 5 population groups, 6 anatomy. Older sets have none: chemicals.
Record supplementary(const XmlNode& node) {
    Record record{node.content_of("SupplementalRecordUI").value_or(""),
                  node.content_of("SupplementalRecordName/String").value_or(""), {}, {}};
    const std::string_view of_class = node.attribute("SCRClass").value_or("1");
    if (of_class == "1" || of_class == "2") record.kind = kb::ConceptKind::intervention;
    if (of_class == "3") record.kind = kb::ConceptKind::condition;
    return record;
}

kb::Concept main_concept(const XmlNode& node, const Record& record) {
    kb::Concept value;
    value.id = "mesh:" + record.id;
    value.kind = *record.kind;
    value.label = record.name;
    add_name(value, record.name, false);
    value.external.push_back("MeSH:" + record.id);
    for (const std::string& number : record.tree_numbers) value.external.push_back("MeSH.tree:" + number);
    add_parents(node, "PharmacologicalActionList", "PharmacologicalAction", "DescriptorReferredTo/DescriptorUI", value);
    add_parents(node, "HeadingMappedToList", "HeadingMappedTo", "DescriptorReferredTo/DescriptorUI", value);
    return value;
}

std::vector<kb::Concept> concepts_of(const XmlNode& node, const Record& record) {
    std::vector<kb::Concept> all{main_concept(node, record)};
    const XmlNode* list = node.find("ConceptList");
    if (list == nullptr) return all;
    std::set<std::string> narrower;
    for (const XmlNode& each : list->children("Concept")) {
        if (each.attribute("PreferredConceptYN") != "Y") continue;
        add_terms(each, all.front());
        narrower.merge(narrower_concepts(each));
    }
    for (const XmlNode& each : list->children("Concept")) {
        const auto id = each.content_of("ConceptUI");
        const auto name = each.content_of("ConceptName/String");
        if (!id || !name || !narrower.contains(*id)) continue;
        kb::Concept below;
        below.id = "mesh:" + *id;
        below.kind = *record.kind;
        below.label = *name;
        add_name(below, *name, false);
        below.parents.push_back("mesh:" + record.id);
        below.external.push_back("MeSH:" + *id);
        add_terms(each, below);
        all.push_back(std::move(below));
    }
    return all;
}

Reading read_mesh(const RawRecord& raw) {
    Reading reading;
    const auto document = parse_xml(raw.bytes);
    if (!document) {
        reading.diagnostics.push_back(document.error());
        return reading;
    }
    const XmlNode& node = document->root();
    if (node.name == "PharmacologicalAction" || node.name == "Substance") {
        reading.concepts = pharmacological_concepts(node);
        if (reading.concepts.empty())
            reading.diagnostics.push_back({{}, {}, 1, "this MeSH record of <" + std::string(node.name) + "> has no UI or no name"});
        return reading;
    }
    const Record record = node.name == "DescriptorRecord" ? descriptor(node) : supplementary(node);
    if (record.id.empty() || record.name.empty()) {
        reading.diagnostics.push_back({{}, {}, 1, "this MeSH record has no " + std::string(record.id.empty() ? "UI" : "name")});
        return reading;
    }
    if (record.kind) reading.concepts = concepts_of(node, record);
    return reading;
}

} // namespace

Format mesh_xml_format() {
    return {"mesh", "MeSH XML", recognise_mesh, split_mesh, read_mesh, false};
}

} // namespace ekb::importers
