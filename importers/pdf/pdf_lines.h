// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/pdf/pdf_page.h"

#include <set>
#include <string>

namespace ekb::importers {

/// Takes the running heads and feet out: what stands in the upper or lower tenth of several pages with the same words,
/// numbers aside, and page numbers, DOIs and web addresses that stand alone there.
void drop_running_lines(PdfFile& file);

/// Joins the lines of paragraphs. A hyphen at the end of a line goes, unless the text writes the word with one elsewhere, or
/// its first part is one that keeps it (data/kept_hyphens.tsv).
class LineJoiner {
public:
    /// Learns how the file writes its words.
    explicit LineJoiner(const PdfFile& file);

    /// Appends a line to the text of its paragraph.
    void join(std::string& text, const std::string& line) const;

private:
    bool keeps_hyphen(const std::string& before, const std::string& after) const;

    std::set<std::string, std::less<>> m_words; ///< lower case, as they stand inside lines
};

} // namespace ekb::importers
