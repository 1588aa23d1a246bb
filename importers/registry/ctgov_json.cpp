// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/ctgov_json.h"

#include "importers/registry/ctgov_json_study.h"
#include "importers/registry/ctgov_legacy_study.h"
#include "importers/registry/ctgov_reading.h"
#include "importers/registry/ctgov_v1.h"
#include "importers/registry/json_field.h"
#include "importers/registry/json_records.h"
#include "importers/registry/member_scan.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace ekb::importers::registry {

namespace {

using Json = nlohmann::json;

constexpr std::array<std::string_view, 3> lists{"studies", "FullStudiesResponse.FullStudies",
                                                "StudyFieldsResponse.StudyFields"};

bool recognise(std::string_view head) {
    static constexpr std::array<std::string_view, 7> names{
        "id_info",        "protocolSection",  "ProtocolSection", "FullStudiesResponse", "StudyFieldsResponse",
        "resultsSection", "annotationSection"};
    return begins_as_json(head) &&
           std::ranges::any_of(names, [&](std::string_view name) { return has_member(head, name); });
}

void split(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    split_json_records(source, lists, record, diagnostic);
}

/// The study of a record of any of the registry's JSON shapes.
RegistryStudy study_of(const Json& record) {
    if (record.contains("id_info")) return ctgov_legacy_study(record);
    if (const Json* full = field(record, "Study"); full != nullptr && full->is_object())
        return ctgov_json_study(v2_from_full_study(*full));
    if (record.contains("ProtocolSection")) return ctgov_json_study(v2_from_full_study(record));
    if (record.contains("NCTId")) return ctgov_json_study(v2_from_study_fields(record));
    return ctgov_json_study(record);
}

Reading read(const RawRecord& raw) {
    auto parsed = parse_json_record(raw);
    if (!parsed) return refused(std::move(parsed.error()));
    Json record = std::move(*parsed);
    if (const Json* inner = field(record, "study"); inner != nullptr && inner->is_object()) record = Json(*inner);
    return ctgov_reading(study_of(record), "ctgov-json", raw, member_names(record));
}

} // namespace

Format ctgov_json_format() {
    return {"ctgov-json", "ClinicalTrials.gov JSON", recognise, split, read, false};
}

} // namespace ekb::importers::registry
