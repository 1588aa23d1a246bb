// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

#include <nlohmann/json_fwd.hpp>

namespace ekb::query {

/// Adds to each claim of a document's JSON why it says what it says: `why`, one entry for each piece of its evidence, with the
/// words that its parts were read from and, in a table, the row and the headers of its cells.
void add_explanations(nlohmann::ordered_json& document_json, const Document& document);

} // namespace ekb::query
