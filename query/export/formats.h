// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::query {

/// A way of writing studies that other programs read. All keep the order of the answer.
struct ExportFormat {
    std::string_view name;       ///< as the contract spells it
    std::string_view media_type; ///< for HTTP
    std::string (*write)(const std::vector<AnswerStudy>& studies);
};

/// Every format: csv, ndjson, ris, nbib, metafor, fhir.
std::span<const ExportFormat> export_formats();
/// The format of this name; nullptr where there is none.
const ExportFormat* export_format(std::string_view name);

} // namespace ekb::query
