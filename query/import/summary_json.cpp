// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/import/summary_json.h"

#include <nlohmann/json.hpp>

namespace ekb::query {

using Json = nlohmann::ordered_json;

namespace {

/// {"path", "record", "line", "message"}.
Json diagnostic_json(const Diagnostic& diagnostic) {
    Json json{{"path", diagnostic.path}, {"record", nullptr}, {"line", nullptr}, {"message", diagnostic.message}};
    if (diagnostic.record) json["record"] = *diagnostic.record;
    if (diagnostic.line) json["line"] = *diagnostic.line;
    return json;
}

Json counts_json(const FormatCounts& counts) {
    return {{"files", counts.files},   {"records", counts.records},   {"documents", counts.documents},
            {"claims", counts.claims}, {"concepts", counts.concepts}, {"rejected", counts.rejected},
            {"reasons", counts.reasons}};
}

} // namespace

Json summary_json(const ImportSummary& summary) {
    Json errors = Json::array();
    for (const Diagnostic& error : summary.errors)
        errors.push_back(diagnostic_json(error));
    Json formats = Json::object();
    for (const auto& [name, counts] : summary.formats) formats[name] = counts_json(counts);
    return {{"imported", summary.imported}, {"updated", summary.updated},   {"unchanged", summary.unchanged},
            {"removed", summary.removed},   {"rejected", summary.rejected}, {"claims", summary.claims},
            {"concepts", summary.concepts}, {"errors", std::move(errors)},
            {"formats", std::move(formats)}};
}

} // namespace ekb::query
