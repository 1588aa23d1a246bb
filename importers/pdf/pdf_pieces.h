// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/pdf/pdf_lines.h"
#include "importers/pdf/pdf_page.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers {

/// What a line is that stands out from the paragraphs.
enum class PdfHeading { none, part, references };

/// A paragraph, or a line that stands alone: a heading, a cell of a table.
struct PdfPiece {
    std::string text;
    std::size_t page = 0;
    PdfHeading heading = PdfHeading::none; ///< of a report's part, or of its references
    bool one_line = false;
    bool full = false; ///< its last line runs to its column's right edge, as one does that goes on
    BlockKind kind = BlockKind::paragraph; ///< or of a table: a caption, a row with tabs between its cells, footnotes
};

/// The file's lines as paragraphs in reading order. A paragraph that a column's or page's end breaks is one, also where a footnote
/// or a table's line comes between.
std::vector<PdfPiece> pieces_of(const PdfFile& file, const LineJoiner& joiner);

/// Whether the heading begins an abstract: "Abstract", "Summary".
bool begins_abstract(std::string_view heading);
/// Whether the line has the words of a heading of a report's part ("2. Results"), wherever it stands.
bool names_a_part(std::string_view line);
/// Whether it begins the list of references.
bool begins_references(std::string_view line);

} // namespace ekb::importers
