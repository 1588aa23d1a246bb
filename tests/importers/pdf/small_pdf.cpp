// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/importers/pdf/small_pdf.h"

#include <cstdio>
#include <sstream>

namespace ekb::tests {

namespace {

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '(' || c == ')' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

std::string content_of(const std::vector<PdfText>& lines) {
    std::ostringstream content;
    for (const PdfText& line : lines)
        content << "BT /F1 " << line.size << " Tf 1 0 0 1 " << line.x << ' ' << line.y << " Tm (" << escaped(line.text) << ") Tj ET\n";
    return content.str();
}

} // namespace

std::string small_pdf(const std::vector<std::vector<PdfText>>& pages, const std::string& title) {
    std::vector<std::string> objects; // the first is number 1
    std::string kids;
    for (std::size_t i = 0; i < pages.size(); ++i) kids += std::to_string(5 + 2 * i) + " 0 R ";
    objects.push_back("<< /Type /Catalog /Pages 2 0 R >>");
    objects.push_back("<< /Type /Pages /Count " + std::to_string(pages.size()) + " /Kids [ " + kids + "] >>");
    objects.push_back("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    objects.push_back("<< /Title (" + escaped(title) + ") >>");
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const std::string content = content_of(pages[i]);
        objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents " +
                          std::to_string(6 + 2 * i) + " 0 R >>");
        objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "endstream");
    }
    std::string pdf = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n";
    std::string table = "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        char row[32];
        std::snprintf(row, sizeof row, "%010zu 00000 n \n", pdf.size());
        table += row;
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::size_t begin = pdf.size();
    return pdf + table + "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R /Info 4 0 R >>\nstartxref\n" +
           std::to_string(begin) + "\n%%EOF\n";
}

std::vector<PdfText> paragraph(double y, const std::vector<std::string>& lines, double size, double x) {
    std::vector<PdfText> all;
    for (const std::string& line : lines) {
        all.push_back({x, y, size, line});
        y -= size * 1.2;
    }
    return all;
}

} // namespace ekb::tests
