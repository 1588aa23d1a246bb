// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/pdf/pdf_page.h"
#include "kb/model/text.h"

#include <optional>
#include <string>

namespace ekb::importers {

struct PdfArticle {
    std::string title; ///< empty where the first page has no line that stands out
    DocumentText content;
    std::optional<std::string> doi; ///< the only one that the first page, before any reference, gives
};

/// The article in a PDF: its title, and under the headings of a report's parts its paragraphs. Running heads and feet, page
/// numbers and the list of references are left out. Tables and figures come as the paragraphs that their text makes.
PdfArticle article_of(PdfFile file);

} // namespace ekb::importers
