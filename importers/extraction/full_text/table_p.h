// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/compare/table_readings.h"
#include "kb/model/claim.h"

#include <string_view>

namespace ekb::importers::extraction {

/// A p value's cell: "0.03", "<0.001", "P = 0.04*". Sets nothing where the cell holds anything else.
void read_p_cell(std::string_view cell, Effect& effect);

/// The p value in a reading's row and p column, where it has both.
void read_p(const DocumentText& content, const TableReading& reading, Effect& effect);

} // namespace ekb::importers::extraction
