// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/expected.h"
#include "kb/model/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers {

/// A line of a page; places are in points, from the page's upper left corner.
struct PdfLine {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    std::string text; ///< UTF-8, one space between words

    double height() const { return bottom - top; }
};

/// Lines that stand together in a column.
struct PdfBlock {
    std::vector<PdfLine> lines;
    BlockKind kind = BlockKind::paragraph; ///< or of a table: its caption, its rows (a line each, with tabs between cells), its footnotes
};

struct PdfPage {
    double width = 0;
    double height = 0;
    std::vector<PdfBlock> blocks; ///< in reading order, none empty
};

struct PdfFile {
    std::string title; ///< of its properties; often empty, or the name of a file
    std::vector<PdfPage> pages;
};

/// Reads what pdf_layout() gives; the error says where it is malformed. Text that does not run from left to right, such as a
/// stamp on the margin, is left out.
Expected<PdfFile, std::string> read_layout(std::string_view xhtml);

} // namespace ekb::importers
