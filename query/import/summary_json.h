// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/import/import.h"

#include <nlohmann/json_fwd.hpp>

namespace ekb::query {

/// The contract's summary: {"imported", "updated", "unchanged", "removed", "rejected", "claims", "concepts", "errors",
/// "formats": {NAME: {"files", "records", "documents", "claims", "concepts", "rejected", "reasons": {REASON: COUNT}}}}.
nlohmann::ordered_json summary_json(const ImportSummary& summary);

} // namespace ekb::query
