// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/pdf/pdf_page.h"

#include "importers/source/utf8.h"
#include "importers/source/xml_reader.h"

#include <utility>
#include <charconv>

namespace ekb::importers {

namespace {

/// Fonts without names for their letters give control characters, which no XML may hold.
std::string without_controls(std::string_view text) {
    std::string clean(text.substr(0, valid_utf8_prefix(text)));
    std::erase_if(clean, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; });
    return clean;
}

double number_of(const XmlNode& node, std::string_view attribute) {
    const std::string_view text = node.attribute(attribute).value_or("");
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

PdfLine line_of(const XmlNode& node) {
    PdfLine line{number_of(node, "xMin"), number_of(node, "yMin"), number_of(node, "xMax"), number_of(node, "yMax"), {}};
    for (const XmlNode& word : node.children("word")) {
        const std::string text = word.content();
        if (text.empty()) continue;
        if (!line.text.empty()) line.text += ' ';
        line.text += text;
    }
    return line;
}

bool runs_across(const PdfLine& line) {
    return line.text.size() < 4 || line.height() < 2 * (line.right - line.left);
}

void add_block(const XmlNode& node, PdfPage& page) {
    PdfBlock block;
    for (const XmlNode& each : node.children("line")) {
        PdfLine line = line_of(each);
        if (!line.text.empty() && runs_across(line)) block.lines.push_back(std::move(line));
    }
    if (!block.lines.empty()) page.blocks.push_back(std::move(block));
}

PdfPage page_of(const XmlNode& node) {
    PdfPage page{number_of(node, "width"), number_of(node, "height"), {}};
    for (const XmlNode& flow : node.children("flow")) {
        for (const XmlNode& block : flow.children("block")) add_block(block, page);
    }
    return page;
}

} // namespace

Expected<PdfFile, std::string> read_layout(std::string_view xhtml) {
    const std::string clean = without_controls(xhtml);
    const auto parsed = parse_xml(clean);
    if (!parsed) return Unexpected("the text of the PDF cannot be read: " + parsed.error().message);
    PdfFile file;
    file.title = parsed->root().content_of("head/title").value_or("");
    if (const XmlNode* pages = parsed->root().find("body/doc")) {
        for (const XmlNode& page : pages->children("page")) file.pages.push_back(page_of(page));
    }
    return file;
}

} // namespace ekb::importers
