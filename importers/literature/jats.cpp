// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/jats.h"

#include "importers/literature/jats_front.h"
#include "importers/literature/jats_text.h"
#include "importers/source/identity.h"
#include "importers/source/registration.h"
#include "importers/source/xml_cutter.h"
#include "importers/source/xml_reader.h"

namespace ekb::importers {

namespace {

bool recognise_jats(std::string_view head) {
    const std::string_view root = xml_root_name(head);
    if (root.empty() || root == "html") return false;
    // Other dialects call a record "article" too: JATS has its front matter in it.
    return has_xml_element(head, "article") &&
           (has_xml_element(head, "front") || has_xml_element(head, "article-meta"));
}

void split_jats(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    static const XmlRecordNames names{{"article"}, "JATS XML"};
    cut_xml_records(source, names, record, diagnostic);
}

Reading read_jats(const RawRecord& record) {
    Reading reading;
    const auto xml = parse_xml(record.bytes);
    if (!xml) {
        reading.diagnostics.push_back(xml.error());
        return reading;
    }
    const XmlNode& article = xml->root();
    if (!article.find("front/article-meta")) {
        reading.diagnostics.push_back(
            {{}, {}, article.line, "<article> has no <front> with <article-meta>: this is not JATS"});
        return reading;
    }
    Document document;
    document.type = DocumentType::article;
    document.format = "jats";
    read_jats_front(article, document);
    document.content = read_jats_text(article);
    if (document.content.text.empty()) {
        reading.diagnostics.push_back({{}, {}, article.line, "the article has neither a title nor any text"});
        return reading;
    }
    read_registrations(document);
    document.id = document_id(document, record.bytes);
    reading.documents.push_back(std::move(document));
    return reading;
}

} // namespace

Format jats_format() {
    return {"jats", "JATS full text", recognise_jats, split_jats, read_jats, true};
}

} // namespace ekb::importers
