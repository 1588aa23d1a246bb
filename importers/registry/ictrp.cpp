// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/ictrp.h"

#include "importers/registry/ctgov_reading.h"
#include "importers/registry/field_value.h"
#include "importers/registry/ictrp_study.h"
#include "importers/registry/member_scan.h"
#include "importers/registry/record_fold.h"
#include "importers/registry/study_document.h"
#include "importers/source/csv.h"
#include "importers/source/identity.h"
#include "importers/source/utf8.h"
#include "importers/source/xml_cutter.h"
#include "importers/source/xml_reader.h"

#include <algorithm>
#include <utility>
#include <vector>

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

Expected<IctrpRow, Diagnostic> row_of(std::string_view bytes) {
    if (!is_xml(bytes)) return row_of_csv(bytes);
    auto document = parse_xml(bytes);
    if (!document) return Unexpected(std::move(document.error()));
    return row_of_xml(document->root());
}

// The EU register's records come as a row a country, "EUCTR2013-005555-66-DE", which are one trial's.
constexpr std::string_view rows_member = "ictrpRows"; // of a fold

/// The rows of a record by their number.
RecordParts rows_of(std::string_view record) {
    std::vector<std::string> each{std::string(record)};
    if (is_record_fold(record, rows_member)) each = read_record_fold(record, rows_member).parts;
    RecordParts rows;
    for (std::string& bytes : each) {
        const auto row = row_of(bytes);
        if (!row) continue;
        const auto trial = row->find("trialid");
        rows.insert_or_assign(trial == row->end() ? std::string() : clean_text(trial->second), std::move(bytes));
    }
    return rows;
}

/// A row that takes the place of the only one stays as it came: the store knows what it replaced.
std::string fold(std::string_view held, std::string_view arriving) {
    const RecordParts rows = rows_of(arriving);
    if (!is_record_fold(held, rows_member) && rows.size() == 1 && rows_of(held).contains(rows.begin()->first)) return std::string(arriving);
    return fold_records(held, arriving, rows_member, rows_of);
}

bool is_listed(std::string_view list, std::string_view item) {
    return (";" + std::string(list) + ";").find(";" + std::string(item) + ";") != std::string::npos;
}

/// The first row, its gaps filled and its countries joined by the others.
IctrpRow folded_row(std::string_view record) {
    IctrpRow all;
    for (const std::string& bytes : read_record_fold(record, rows_member).parts) {
        const auto row = row_of(bytes);
        if (!row) continue;
        for (const auto& [name, text] : *row) {
            std::string& known = all[name];
            if (known.empty()) known = text;
            else if (name == "countries" && !is_listed(known, text)) known += ";" + text;
        }
    }
    return all;
}

/// Whether the registry's own record can be imported, which says more than the portal's copy; or the number is of no
/// registry that we know, and makes no id by itself.
bool is_copy(const std::string& trial) {
    const auto number = normal_registry_number(trial);
    return !number || number->scheme == "nct" || number->scheme == "isrctn" || number->scheme == "euctr" ||
           number->scheme == "ctis";
}

Reading read(const RawRecord& raw) {
    const auto row = is_record_fold(raw.bytes, rows_member) ? folded_row(raw.bytes) : row_of(raw.bytes);
    if (!row) return refused(row.error());
    RegistryStudy study = ictrp_study(*row);
    if (study.id.empty())
        return refused("the row has no TrialID, so it cannot be told which trial it is of: " + excerpt(raw.bytes));
    Reading reading;
    reading.documents.push_back(study_document(study, "ictrp", raw.bytes, is_copy(study.id) ? "ictrp" : ""));
    return reading;
}

} // namespace

Format ictrp_format() {
    return {"ictrp", "WHO ICTRP export", recognise, split, read, false, fold};
}

} // namespace ekb::importers::registry
