// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers {

/// The rows of a table as RFC 4180 writes it: cells parted by commas, semicolons or tabs (whichever the first row has
/// most of, outside quotes), quoted where they hold one of these, a line end or a quote. Lines end in LF, CR LF or CR;
/// empty lines are left out. A quote that is never closed takes the rest of the text into its cell.
std::vector<std::vector<std::string>> csv_rows(std::string_view text);

/// Cuts a table with a header row into records in bounded memory: the header row, a line feed, and one row. A row that
/// the file ends within a quote of is a diagnostic with its line.
void cut_csv_records(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic);

} // namespace ekb::importers
