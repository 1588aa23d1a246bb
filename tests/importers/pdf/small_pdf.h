// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace ekb::tests {

/// A line of a page that a test makes: where it begins, in points from the page's lower left corner, and how large its
/// letters are. Latin letters only; a hyphen is one.
struct PdfText {
    double x = 72;
    double y = 700;
    double size = 10;
    std::string text;
};

/// A PDF of these pages (612 by 792 points), in Helvetica, with these properties' title; written after ISO 32000-1, as
/// plain as the standard lets it be.
std::string small_pdf(const std::vector<std::vector<PdfText>>& pages, const std::string& title = {});

/// The lines of a paragraph, one below the other, from `y` down.
std::vector<PdfText> paragraph(double y, const std::vector<std::string>& lines, double size = 10, double x = 72);

} // namespace ekb::tests
