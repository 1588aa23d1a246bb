// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/languages.h"
#include "importers/literature/pubmed_fields.h"
#include "importers/source/markup_text.h"
#include "importers/source/text_builder.h"
#include "importers/source/utf8.h"

#include <algorithm>

namespace ekb::importers {

namespace {

/// The source's own label of an abstract's part; empty for an unlabelled one.
std::string_view label_of(const XmlNode& part) {
    const std::string_view label = part.attribute("Label").value_or("");
    return label == "UNLABELLED" || label == "UNLABELED" ? std::string_view() : label;
}

/// Where the part stands: under its label, else under what NLM takes it for.
std::string section_of(const XmlNode& part, const std::string& path) {
    std::string_view name = label_of(part);
    if (name.empty()) name = part.attribute("NlmCategory").value_or("");
    return name.empty() || name == "UNASSIGNED" || name == "UNLABELLED" ? path : path + "/" + section_name(name);
}

void add_abstract(const XmlNode& abstract, const std::string& path, TextBuilder& to) {
    for (const XmlNode& part : abstract.children("AbstractText")) {
        const std::string text = inline_text(part);
        if (text.empty()) continue;
        const std::string section = section_of(part, path);
        to.add(BlockKind::heading, section, label_of(part));
        to.add(BlockKind::paragraph, section, text);
    }
}

std::string other_abstract_path(const XmlNode& abstract) {
    if (language_code(abstract.attribute("Language").value_or("eng")) != "en") return "translated abstract";
    std::string type = section_name(abstract.attribute("Type").value_or(""));
    std::ranges::replace(type, '-', ' ');
    return type.empty() || type == "publisher" ? "abstract" : "abstract/" + type;
}

/// "; "-separated values in one block.
void add_list(const XmlNode& parent, std::string_view child, std::string_view part, const std::string& section,
              TextBuilder& to) {
    std::string all;
    for (const XmlNode& one : parent.children(child)) {
        const XmlNode* named = part.empty() ? &one : one.find(part);
        const std::string name = named ? inline_text(*named) : std::string();
        if (!name.empty()) all += (all.empty() ? "" : "; ") + name;
    }
    to.add(BlockKind::field, section, all);
}

} // namespace

DocumentText read_citation_text(const XmlNode& citation, const Document& document) {
    TextBuilder to;
    to.add(BlockKind::title, "title", document.title);
    const XmlNode* article = citation.find("Article");
    const XmlNode& parent = article ? *article : citation;
    if (const XmlNode* vernacular = parent.find("VernacularTitle")) {
        const std::string title = inline_text(*vernacular);
        if (title != document.title) to.add(BlockKind::field, "vernacular title", title);
    }
    for (const XmlNode& abstract : parent.children("Abstract"))
        add_abstract(abstract, "abstract", to);
    for (const XmlNode& abstract : citation.children("OtherAbstract"))
        add_abstract(abstract, other_abstract_path(abstract), to);
    for (const XmlNode& list : citation.children("KeywordList"))
        add_list(list, "Keyword", {}, "keywords", to);
    if (const XmlNode* mesh = citation.find("MeshHeadingList"))
        add_list(*mesh, "MeshHeading", "DescriptorName", "mesh", to);
    if (const XmlNode* chemicals = citation.find("ChemicalList"))
        add_list(*chemicals, "Chemical", "NameOfSubstance", "substances", to);
    return to.take();
}

} // namespace ekb::importers
