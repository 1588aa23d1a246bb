// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/formats.h"

#include "query/answer_json.h"
#include "query/export/arms.h"
#include "query/export/bibliography.h"
#include "query/export/bibtex.h"
#include "query/export/csl_json.h"
#include "query/export/csv.h"
#include "query/export/fhir.h"
#include "query/export/metafor.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace ekb::query {

namespace {

std::string study_text(const AnswerStudy& study) {
    return study_json_text(study);
}

std::string study_line(const AnswerStudy& study) {
    return study_text(study) + "\n";
}

constexpr std::string_view table_type = "text/csv; charset=utf-8; header=present";

} // namespace

std::span<const ExportFormat> export_formats() {
    static constexpr std::array all{
        ExportFormat{"json", "application/json", "json", R"({"studies":[)", study_text, ",", "}\n"},
        ExportFormat{"csv", table_type, "csv", csv_header, study_csv, "", ""},
        ExportFormat{"ndjson", "application/x-ndjson", "ndjson", "", study_line, "", ""},
        ExportFormat{"ris", "application/x-research-info-systems", "ris", "", study_ris, "", ""},
        ExportFormat{"nbib", "application/nbib", "nbib", "", study_nbib, "", ""},
        ExportFormat{"bibtex", "application/x-bibtex", "bib", "", study_bibtex, "", ""},
        ExportFormat{"csl-json", "application/vnd.citationstyles.csl+json", "json", "[", study_csl_json, ",", "]\n"},
        ExportFormat{"metafor", table_type, "csv", metafor_header, study_metafor, "", ""},
        ExportFormat{"arms", table_type, "csv", arms_header, study_arms, "", ""},
        ExportFormat{"fhir", "application/fhir+json", "json", R"({"resourceType":"Bundle","type":"collection","entry":[)",
                     study_fhir, ",", "]}\n"},
    };
    return all;
}

const ExportFormat* export_format(std::string_view name) {
    const auto found = std::ranges::find(export_formats(), name, &ExportFormat::name);
    return found == export_formats().end() ? nullptr : &*found;
}

std::string ExportText::add(const AnswerStudy& study) {
    std::string one = m_format.one(study);
    if (one.empty()) return one;
    if (!m_first) one.insert(0, m_format.between);
    m_first = false;
    return one;
}

std::string ExportText::end(std::string_view record) const {
    if (!holds_record()) return std::string(m_format.tail);
    return R"(],"search":)" + std::string(record.empty() ? "null" : record) + std::string(m_format.tail);
}

std::string export_text(const ExportFormat& format, const std::vector<AnswerStudy>& studies) {
    ExportText text(format);
    std::string whole = text.begin();
    for (const AnswerStudy& study : studies)
        whole += text.add(study);
    return whole + text.end();
}

} // namespace ekb::query
