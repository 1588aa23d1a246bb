// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/pdf/pdf_page.h"

#include <cstddef>
#include <vector>

namespace ekb::importers {

/// A column of a page's text: where its lines begin and where nearly all of them have ended, in points.
struct PdfColumn {
    double left = 0;
    double right = 0;
};

/// The columns that the page's text stands in, from the left, all about as wide; none where it stands in one, or it cannot be told.
std::vector<PdfColumn> columns_of(const PdfPage& page);

/// Those of each of the file's pages. A page that is full of tables and figures does not tell its own: where half of the pages do, it
/// has those of the page that tells most surely.
std::vector<std::vector<PdfColumn>> columns_of(const PdfFile& file);

/// Which of the columns a line or block between these edges stands in, counted from 0: where it begins. It may run over
/// the next ones.
std::size_t column_at(double left, const std::vector<PdfColumn>& columns);

/// Puts the blocks of a page in these columns in reading order: down the first, then down the next, between what runs over all
/// of them. poppler follows gaps, which a heading or a table makes in one column alone. Without columns it stays as it is.
void order_columns(PdfPage& page, const std::vector<PdfColumn>& columns);

} // namespace ekb::importers
