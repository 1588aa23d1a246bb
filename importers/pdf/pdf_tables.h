// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/pdf/pdf_columns.h"
#include "importers/pdf/pdf_page.h"

#include <vector>

namespace ekb::importers {

/// Finds the page's tables: three rows or more (two under a caption) of lines side by side in one column of the text, with
/// figures among them. Their caption, rows and footnotes become blocks of these kinds, in the place of their first line, and
/// are no paragraphs any more. A table may run over several columns. poppler gives a table column by column, as it gives text. What is short and stands alone
/// (a list, an address) stays text. `columns` are those of the text, none where it stands in one. Called before order_columns().
void find_tables(PdfPage& page, std::vector<PdfColumn> columns);

} // namespace ekb::importers
