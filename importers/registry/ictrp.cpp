// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/ictrp.h"

#include "importers/registry/ctgov_reading.h"
#include "importers/registry/field_value.h"
#include "importers/registry/ictrp_study.h"
#include "importers/registry/member_scan.h"
#include "importers/registry/study_document.h"
#include "importers/source/csv.h"
#include "importers/source/identity.h"
#include "importers/source/utf8.h"
#include "importers/source/xml_cutter.h"
#include "importers/source/xml_reader.h"

#include <algorithm>

namespace ekb::importers::registry {

namespace {

bool is_xml(std::string_view text) {
    return !xml_root_name(text).empty();
}

bool recognise(std::string_view head) {
    if (is_xml(head)) return xml_root_name(head) == "Trials_downloaded_from_ICTRP";
    const std::string header = folded(head.substr(0, std::min(head.find_first_of("\r\n"), head.size())));
    return has_words(header, "trialid") && has_words(header, "public title") && has_words(header, "source register");
}

void split_xml(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    cut_xml_records(source, {{"Trial"}, "ICTRP XML"}, record, diagnostic);
}

void split(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    PeekedStream whole(source);
    is_xml(whole.head()) ? split_xml(whole, record, diagnostic) : cut_csv_records(whole, record, diagnostic);
}

IctrpRow row_of_xml(const XmlNode& trial) {
    IctrpRow row;
    for (const XmlNode& child : trial.children()) {
        if (!child.is_text()) row.emplace(folded(child.name), child.content());
    }
    return row;
}

IctrpRow row_of_csv(std::string_view bytes) {
    const auto rows = csv_rows(bytes);
    IctrpRow row;
    if (rows.size() < 2) return row;
    for (std::size_t i = 0; i < rows[0].size() && i < rows[1].size(); ++i)
        row.emplace(folded(rows[0][i]), rows[1][i]);
    return row;
}

/// Whether the registry's own record can be imported, which says more than the portal's copy; or the number is of no
/// registry that we know, and makes no id by itself.
bool is_copy(const std::string& trial) {
    const auto number = normal_registry_number(trial);
    return !number || number->scheme == "nct" || number->scheme == "isrctn" || number->scheme == "euctr" ||
           number->scheme == "ctis";
}

Reading read(const RawRecord& raw) {
    IctrpRow row;
    if (is_xml(raw.bytes)) {
        auto document = parse_xml(raw.bytes);
        if (!document) return refused(std::move(document.error()));
        row = row_of_xml(document->root());
    } else {
        row = row_of_csv(raw.bytes);
    }
    RegistryStudy study = ictrp_study(row);
    if (study.id.empty())
        return refused("the row has no TrialID, so it cannot be told which trial it is of: " + excerpt(raw.bytes));
    Reading reading;
    reading.documents.push_back(study_document(study, "ictrp", raw.bytes, is_copy(study.id) ? "ictrp" : ""));
    return reading;
}

} // namespace

Format ictrp_format() {
    return {"ictrp", "WHO ICTRP export", recognise, split, read, false};
}

} // namespace ekb::importers::registry
