// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/pdf/pdf_page.h"

namespace ekb::importers {

/// Puts the blocks of a page in two columns in reading order: down the left one, then down the right one, between what
/// runs over both. poppler follows gaps, which a heading or a table makes in one column alone. Pages of one column, or of
/// more than two, stay as they are.
void order_columns(PdfPage& page);

} // namespace ekb::importers
