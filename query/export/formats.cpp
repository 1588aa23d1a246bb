// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/formats.h"

#include "query/answer_json.h"
#include "query/export/bibliography.h"
#include "query/export/csv.h"
#include "query/export/fhir.h"
#include "query/export/metafor.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace ekb::query {

namespace {

std::string studies_ndjson(const std::vector<AnswerStudy>& studies) {
    std::string text;
    for (const AnswerStudy& study : studies) {
        text += study_json(study).dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    }
    return text;
}

} // namespace

std::span<const ExportFormat> export_formats() {
    static constexpr std::array all{
        ExportFormat{"csv", "text/csv; charset=utf-8; header=present", studies_csv},
        ExportFormat{"ndjson", "application/x-ndjson", studies_ndjson},
        ExportFormat{"ris", "application/x-research-info-systems", studies_ris},
        ExportFormat{"nbib", "application/nbib", studies_nbib},
        ExportFormat{"metafor", "text/csv; charset=utf-8; header=present", studies_metafor},
        ExportFormat{"fhir", "application/fhir+json", studies_fhir},
    };
    return all;
}

const ExportFormat* export_format(std::string_view name) {
    const auto found = std::ranges::find(export_formats(), name, &ExportFormat::name);
    return found == export_formats().end() ? nullptr : &*found;
}

} // namespace ekb::query
