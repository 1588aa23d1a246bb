// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/discrepancy.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace ekb::kb {

class Database;

/// Finds anew what the reports disagree on of every study that changed from this entry of the change log on, and logs a
/// change where that is not what is stored. Inside the transaction of those changes, at its end.
void refresh_discrepancies(Database& database, std::int64_t first_sequence);

/// As Reader::discrepancies and Reader::studies_with_discrepancies.
std::vector<Discrepancy> stored_discrepancies(Database& database, std::int64_t study_key);
std::vector<std::int64_t> studies_with_discrepancies(Database& database, std::optional<DiscrepancyKind> kind);

} // namespace ekb::kb
