// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/program/diagnostics.h"

namespace ekb::query {

std::string diagnostic_text(const Diagnostic& diagnostic) {
    std::string text = diagnostic.path + ": ";
    if (diagnostic.record) text += "record " + std::to_string(*diagnostic.record) + ": ";
    if (diagnostic.line) text += "line " + std::to_string(*diagnostic.line) + ": ";
    return text + diagnostic.message;
}

} // namespace ekb::query
