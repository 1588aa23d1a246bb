// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/diagnostic.h"

#include <string>

namespace ekb::query {

/// "path: record 3: line 40: what is wrong", for standard error.
std::string diagnostic_text(const Diagnostic& diagnostic);

} // namespace ekb::query
