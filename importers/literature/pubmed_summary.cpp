// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/pubmed_summary.h"

#include "importers/literature/reference_record.h"
#include "importers/source/xml_cutter.h"
#include "importers/source/xml_reader.h"

#include <array>
#include <string>
#include <utility>

namespace ekb::importers {

namespace {

bool recognise_summary(std::string_view head) {
    return xml_root_name(head) == "eSummaryResult";
}

void split_summary(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    static const XmlRecordNames names{{"DocSum", "DocumentSummary"}, "PubMed summaries"};
    cut_xml_records(source, names, record, diagnostic);
}

/// The tags of the table for what an element (2.0) or an item of this name (1.0) says.
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> tags{{{"Title", "title"},
                                                                            {"FullJournalName", "fulljournalname"},
                                                                            {"Source", "source"},
                                                                            {"PubDate", "pubdate"},
                                                                            {"EPubDate", "epubdate"},
                                                                            {"ELocationID", "elocationid"},
                                                                            {"DOI", "articleids/value"}}};

struct List {
    std::string_view name; ///< of the element, or the item of type List
    std::string_view tag;
    std::string_view value; ///< the path in 2.0 to what each element says; empty: its own content
};
constexpr std::array<List, 7> lists{{{"AuthorList", "authors/name", ""},
                                     {"Authors", "authors/name", "Name"},
                                     {"LangList", "lang", ""},
                                     {"Lang", "lang", ""},
                                     {"PubTypeList", "pubtype", ""},
                                     {"PubType", "pubtype", ""},
                                     {"ArticleIds", "articleids/value", "Value"}}};

void add_list(const XmlNode& node, const List& list, ReferenceRecord& to) {
    for (const XmlNode& each : node.children()) {
        if (each.is_text()) continue;
        const XmlNode* value = list.value.empty() ? nullptr : each.find(list.value);
        to.add(list.tag, (value != nullptr ? *value : each).content());
    }
}

/// An item's name in 1.0, an element's in 2.0.
std::string_view name_of_item(const XmlNode& node) {
    return node.name == "Item" ? node.attribute("Name").value_or("") : node.name;
}

/// Whether the summary is one of PubMed's: they alone have publication types.
bool is_of_pubmed(const XmlNode& summary) {
    for (const XmlNode& child : summary.children()) {
        const std::string_view name = child.is_text() ? std::string_view() : name_of_item(child);
        if (name == "PubTypeList" || name == "PubType") return true;
    }
    return false;
}

std::string id_of(const XmlNode& summary) {
    const auto uid = summary.attribute("uid");
    return uid ? std::string(*uid) : summary.content_of("Id").value_or("");
}

Reading read_summary(const RawRecord& raw) {
    const auto xml = parse_xml(raw.bytes);
    if (!xml) return {{}, {xml.error()}, {}};
    const XmlNode& summary = xml->root();
    if (!is_of_pubmed(summary)) {
        return {{},
                {{{}, {}, {}, "this summary is of another of NCBI's databases than PubMed, or of a record that PubMed does not have: “" +
                                  id_of(summary) + "”"}},
                {}};
    }
    ReferenceRecord reference("pubmed-summary");
    reference.add("uid", id_of(summary));
    for (const XmlNode& child : summary.children()) {
        if (child.is_text()) continue;
        const std::string_view name = name_of_item(child);
        for (const auto& [element, tag] : tags) {
            if (name == element) reference.add(tag, child.content());
        }
        for (const List& list : lists) {
            if (name == list.name) add_list(child, list, reference);
        }
    }
    return reference_reading(reference, "pubmed-summary", raw);
}

} // namespace

Format pubmed_summary_format() {
    return {"pubmed-summary", "PubMed summaries (XML)", recognise_summary, split_summary, read_summary, true};
}

} // namespace ekb::importers
