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

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
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

// The EU register's records come as a row a country, "EUCTR2013-005555-66-DE", which are one trial's. A fold of them is JSON:
// {"ictrpRows": ["the first row's bytes", …]}.
constexpr const char* rows_member = "ictrpRows";

/// The rows of a record by their number, in one order wherever they came from.
using RowsByTrial = std::map<std::string, std::string>;

void add_row(std::string bytes, RowsByTrial& rows) {
    const auto row = row_of(bytes);
    if (!row) return;
    const auto trial = row->find("trialid");
    rows[trial == row->end() ? std::string() : clean_text(trial->second)] = std::move(bytes);
}

RowsByTrial rows_of(std::string_view record) {
    RowsByTrial rows;
    if (!begins_as_json(record)) {
        add_row(std::string(record), rows);
        return rows;
    }
    const nlohmann::json fold = nlohmann::json::parse(record, nullptr, false);
    if (!fold.is_object()) return rows;
    for (std::string& bytes : fold.value(rows_member, std::vector<std::string>()))
        add_row(std::move(bytes), rows);
    return rows;
}

/// The record of both; of two rows of one number the arriving one.
std::string fold(std::string_view held, std::string_view arriving) {
    RowsByTrial rows = rows_of(held);
    for (auto& [trial, bytes] : rows_of(arriving))
        rows.insert_or_assign(trial, std::move(bytes));
    if (rows.size() == 1) return rows.begin()->second;
    nlohmann::json all{{rows_member, nlohmann::json::array()}};
    for (auto& [trial, bytes] : rows)
        all[rows_member].push_back(std::move(bytes));
    return all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// The first row, its gaps filled and its countries joined by the others.
IctrpRow folded_row(const RowsByTrial& rows) {
    IctrpRow all;
    for (const auto& [trial, bytes] : rows) {
        const auto row = row_of(bytes); // which add_row found readable
        for (const auto& [name, text] : row.value()) {
            std::string& known = all[name];
            if (known.empty()) known = text;
            else if (name == "countries" && known.find(text) == std::string::npos) known += ";" + text;
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
    const auto row = begins_as_json(raw.bytes) ? folded_row(rows_of(raw.bytes)) : row_of(raw.bytes);
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
