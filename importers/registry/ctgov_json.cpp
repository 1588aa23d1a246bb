// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/ctgov_json.h"

#include "importers/registry/ctgov_json_study.h"
#include "importers/registry/json_field.h"
#include "importers/registry/json_records.h"
#include "importers/registry/study_document.h"
#include "importers/source/identity.h"
#include "importers/source/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 3> lists{"studies", "FullStudiesResponse.FullStudies",
                                                "StudyFieldsResponse.StudyFields"};

/// Whether the text has an object's member of this name.
bool has_member(std::string_view text, std::string_view quoted_name) {
    for (std::size_t at = text.find(quoted_name); at != std::string_view::npos; at = text.find(quoted_name, at + 1)) {
        const std::size_t next = text.find_first_not_of(" \t\r\n", at + quoted_name.size());
        if (next != std::string_view::npos && text[next] == ':') return true;
    }
    return false;
}

bool recognise(std::string_view head) {
    const std::size_t start = head.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos || (head[start] != '{' && head[start] != '[')) return false;
    static constexpr std::array<std::string_view, 6> names{"\"protocolSection\"",     "\"ProtocolSection\"",
                                                           "\"FullStudiesResponse\"", "\"StudyFieldsResponse\"",
                                                           "\"resultsSection\"",      "\"annotationSection\""};
    return std::ranges::any_of(names, [&](std::string_view name) { return has_member(head, name); });
}

void split(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    split_json_records(source, lists, record, diagnostic);
}

Reading refused(std::string message, std::optional<std::size_t> line = {}) {
    Reading reading;
    reading.diagnostics.push_back({"", {}, line, std::move(message)});
    return reading;
}

std::size_t line_at(std::string_view bytes, std::size_t offset) {
    return 1 + static_cast<std::size_t>(std::ranges::count(bytes.substr(0, offset), '\n'));
}

/// Why a record without a registration number is none of ours to keep.
std::string missing_number(const Json& record) {
    std::string keys;
    for (const auto& [key, value] : record.items())
        keys += (keys.empty() ? "" : ", ") + key;
    return "the record has no protocolSection.identificationModule.nctId, so it cannot be told which trial it is of; "
           "it holds: " +
           keys;
}

Reading read(const RawRecord& raw) {
    Json record;
    try {
        record = Json::parse(raw.bytes);
    } catch (const Json::parse_error& error) {
        return refused("not readable as JSON: " + std::string(error.what()), line_at(raw.bytes, error.byte));
    }
    if (!record.is_object()) return refused("a JSON object was expected, not: " + excerpt(raw.bytes));
    if (const Json* inner = field(record, "study"); inner != nullptr && inner->is_object()) record = Json(*inner);
    RegistryStudy study = ctgov_json_study(record);
    if (study.id.empty()) return refused(missing_number(record));
    const auto number = normal_registry_number(study.id);
    if (!number || number->scheme != "nct")
        return refused("nctId is no ClinicalTrials.gov number: \"" + study.id + "\"");
    study.id = number->number;
    Reading reading;
    reading.documents.push_back(study_document(study, "ctgov-json", raw.bytes));
    return reading;
}

} // namespace

Format ctgov_json_format() {
    return {"ctgov-json", "ClinicalTrials.gov JSON", recognise, split, read, false};
}

} // namespace ekb::importers::registry
