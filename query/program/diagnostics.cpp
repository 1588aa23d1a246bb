// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/diagnostics.h"

#include <nlohmann/json.hpp>

namespace ekb::query {

std::string diagnostic_text(const Diagnostic& diagnostic) {
    std::string text = diagnostic.path + ": ";
    if (diagnostic.record) text += "record " + std::to_string(*diagnostic.record) + ": ";
    if (diagnostic.line) text += "line " + std::to_string(*diagnostic.line) + ": ";
    return text + diagnostic.message;
}

nlohmann::ordered_json diagnostic_json(const Diagnostic& diagnostic) {
    nlohmann::ordered_json json{{"path", diagnostic.path}, {"record", nullptr}, {"line", nullptr}, {"message", diagnostic.message}};
    if (diagnostic.record) json["record"] = *diagnostic.record;
    if (diagnostic.line) json["line"] = *diagnostic.line;
    return json;
}

} // namespace ekb::query
