// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/endnote_xml.h"

#include "importers/literature/reference_record.h"
#include "importers/source/xml_cutter.h"
#include "importers/source/xml_reader.h"

#include <string>

namespace ekb::importers {

namespace {

bool recognise_endnote(std::string_view head) {
    const std::string_view root = xml_root_name(head);
    if (root != "xml" && root != "records" && root != "record") return false;
    return has_xml_element(head, "record") &&
           (has_xml_element(head, "ref-type") || has_xml_element(head, "rec-number"));
}

void split_endnote(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    static const XmlRecordNames names{{"record"}, "EndNote XML"};
    cut_xml_records(source, names, record, diagnostic);
}

/// Every element by its path below the record; <style> only says how its text looks.
void add_elements(const XmlNode& node, const std::string& path, ReferenceRecord& to) {
    for (const XmlNode& child : node.children()) {
        if (child.is_text() || child.name == "style") continue;
        const std::string below = (path.empty() ? "" : path + "/") + std::string(child.name);
        if (is_reference_tag("endnote-xml", below)) {
            to.add(below, child.content());
        } else {
            add_elements(child, below, to);
        }
    }
}

Reading read_endnote(const RawRecord& raw) {
    const auto xml = parse_xml(raw.bytes);
    if (!xml) return {{}, {xml.error()}, {}};
    ReferenceRecord reference("endnote-xml");
    add_elements(xml->root(), {}, reference);
    return reference_reading(reference, "endnote-xml", raw);
}

} // namespace

Format endnote_xml_format() {
    return {"endnote-xml", "EndNote XML", recognise_endnote, split_endnote, read_endnote, true};
}

} // namespace ekb::importers
