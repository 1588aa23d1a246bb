// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/expected.h"

#include <string>
#include <string_view>

namespace ekb::importers {

/// The text of a PDF with the place of each word, as poppler's `pdftotext -bbox-layout` writes it (XHTML); else, in words for
/// a curator, why there is none: poppler is not installed, the file is encrypted, damaged or too large. `program` is
/// pdftotext's path; empty: where Debian puts it. Thread-safe.
Expected<std::string, std::string> pdf_layout(std::string_view pdf, const std::string& program = {});

} // namespace ekb::importers
