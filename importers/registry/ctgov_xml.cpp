// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/ctgov_xml.h"

#include "importers/registry/ctgov_legacy_study.h"
#include "importers/registry/ctgov_reading.h"
#include "importers/registry/xml_json.h"
#include "importers/source/xml_cutter.h"
#include "importers/source/xml_reader.h"

#include <nlohmann/json.hpp>

namespace ekb::importers::registry {

namespace {

bool recognise(std::string_view head) {
    const std::string_view root = xml_root_name(head);
    return root == "clinical_study" || (root != "html" && !root.empty() && has_xml_element(head, "clinical_study"));
}

void split(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    cut_xml_records(source, {{"clinical_study"}, "ClinicalTrials.gov XML"}, record, diagnostic);
}

Reading read(const RawRecord& raw) {
    auto document = parse_xml(raw.bytes);
    if (!document) return refused(std::move(document.error()));
    const nlohmann::json record = xml_json(document->root());
    return ctgov_reading(ctgov_legacy_study(record), "ctgov-xml", raw, member_names(record));
}

} // namespace

Format ctgov_xml_format() {
    return {"ctgov-xml", "ClinicalTrials.gov XML", recognise, split, read, false};
}

} // namespace ekb::importers::registry
