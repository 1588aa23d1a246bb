// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/pubmed.h"

#include "importers/literature/pubmed_fields.h"
#include "importers/source/identity.h"
#include "importers/source/registration.h"
#include "importers/source/xml_cutter.h"
#include "importers/source/xml_reader.h"

#include <array>

namespace ekb::importers {

namespace {

bool recognise_pubmed(std::string_view head) {
    static constexpr std::array<std::string_view, 10> roots = {
        "PubmedArticleSet",  "PubmedArticle", "MedlineCitationSet", "MedlineCitation", "PubmedBookArticleSet",
        "PubmedBookArticle", "PubmedData",    "DeleteCitation",     "BookDocumentSet", "DeleteDocument"};
    const std::string_view root = xml_root_name(head);
    for (std::string_view name : roots) {
        if (root == name) return true;
    }
    return !root.empty() && root != "html" &&
           (has_xml_element(head, "MedlineCitation") || has_xml_element(head, "PubmedBookArticle"));
}

void split_pubmed(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    static const XmlRecordNames names{
        {"PubmedArticle", "PubmedBookArticle", "MedlineCitation", "DeleteCitation", "DeleteDocument"}, "PubMed XML"};
    cut_xml_records(source, names, record, diagnostic);
}

void read_deleted(const XmlNode& list, Reading& reading) {
    for (const XmlNode& pmid : list.children("PMID")) {
        if (const auto number = normal_pmid(pmid.content())) {
            reading.deleted.push_back("pmid:" + *number);
        } else {
            reading.diagnostics.push_back(
                {{},
                 {},
                 pmid.line,
                 "<" + std::string(list.name) + "> names “" + pmid.content() + "”, which is no PMID"});
        }
    }
}

void read_document(const XmlNode& root, const RawRecord& record, Reading& reading) {
    const XmlNode* book = root.find("BookDocument");
    const XmlNode* citation = root.name == "MedlineCitation" ? &root : root.find("MedlineCitation");
    if (!book && !citation) {
        reading.diagnostics.push_back(
            {{}, {}, root.line, "<" + std::string(root.name) + "> has neither a MedlineCitation nor a BookDocument"});
        return;
    }
    Document document;
    document.type = DocumentType::article;
    document.format = "pubmed";
    if (book) {
        read_book_fields(*book, root.find("PubmedBookData"), document);
    } else {
        read_citation_fields(*citation, root.find("PubmedData"), document);
    }
    document.content = read_citation_text(book ? *book : *citation, document);
    const Identifiers& ids = document.identifiers;
    if (document.content.text.empty() || (!ids.pmid && !ids.doi)) {
        const std::string name = ids.pmid ? "PMID " + *ids.pmid : "the citation";
        const std::string lacks =
            document.content.text.empty() ? "neither a title nor an abstract" : "neither a PMID nor a DOI";
        reading.diagnostics.push_back({{}, {}, root.line, name + " has " + lacks});
        return;
    }
    read_registrations(document);
    document.id = document_id(document, record.bytes);
    reading.documents.push_back(std::move(document));
}

Reading read_pubmed(const RawRecord& record) {
    Reading reading;
    const auto xml = parse_xml(record.bytes);
    if (!xml) {
        reading.diagnostics.push_back(xml.error());
        return reading;
    }
    const XmlNode& root = xml->root();
    if (root.name.starts_with("Delete")) {
        read_deleted(root, reading);
    } else {
        read_document(root, record, reading);
    }
    return reading;
}

} // namespace

Format pubmed_format() {
    return {"pubmed", "PubMed XML", recognise_pubmed, split_pubmed, read_pubmed, true};
}

} // namespace ekb::importers
