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

} // namespace

Json summary_json(const ImportSummary& summary) {
    Json errors = Json::array();
    for (const Diagnostic& error : summary.errors)
        errors.push_back(diagnostic_json(error));
    return {{"imported", summary.imported}, {"updated", summary.updated},   {"unchanged", summary.unchanged},
            {"removed", summary.removed},   {"rejected", summary.rejected}, {"claims", summary.claims},
            {"concepts", summary.concepts}, {"errors", std::move(errors)}};
}

} // namespace ekb::query
