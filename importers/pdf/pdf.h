// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// Articles as PDF. The record is the file as it is; reading it runs poppler's pdftotext (importers/pdf/pdf_text.h). A file
/// that is encrypted, damaged or holds no text is refused, and so is every one where poppler is not installed.
Format pdf_format();

} // namespace ekb::importers
