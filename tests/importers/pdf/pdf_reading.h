// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/pdf/pdf.h"
#include "tests/importers/pdf/small_pdf.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::tests {

using Lines = std::vector<PdfText>;

/// Whether the program that reads a PDF is absent: the test says so and ends.
inline bool no_pdftotext() {
    if (std::filesystem::exists("/usr/bin/pdftotext")) return false;
    WARN("no pdftotext (package poppler-utils): skipped");
    return true;
}

inline Lines together(std::initializer_list<Lines> parts) {
    Lines all;
    for (const Lines& part : parts) all.insert(all.end(), part.begin(), part.end());
    return all;
}

inline importers::Reading read(const std::string& bytes) {
    return importers::pdf_format().read({bytes, 1, 1});
}

/// The paragraphs of a section, joined by "|".
inline std::string text_of(const DocumentText& content, std::string_view section) {
    std::string all;
    for (const Block& block : content.blocks) {
        if (block.section == section && block.kind == BlockKind::paragraph) all += (all.empty() ? "" : "|") + std::string(content.at(block.span));
    }
    return all;
}

} // namespace ekb::tests
