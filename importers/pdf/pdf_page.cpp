// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/pdf/pdf_page.h"

#include "importers/source/utf8.h"
#include "importers/source/xml_reader.h"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

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

/// Letters that a font draws as one are as many in the text.
std::string without_ligatures(std::string text) {
    static constexpr std::pair<std::string_view, std::string_view> ligatures[] = {
        {"\uFB00", "ff"}, {"\uFB01", "fi"}, {"\uFB02", "fl"}, {"\uFB03", "ffi"}, {"\uFB04", "ffl"}, {"\uFB05", "st"}, {"\uFB06", "st"}};
    if (text.find("\xEF\xAC") == std::string::npos) return text;
    for (const auto& [drawn, letters] : ligatures) {
        for (std::size_t at = text.find(drawn); at != std::string::npos; at = text.find(drawn, at)) text.replace(at, drawn.size(), letters);
    }
    return text;
}

struct Word {
    std::string text;
    double left = 0, top = 0, right = 0, bottom = 0;
    double height() const { return bottom - top; }
};

constexpr double small_letters = 0.85; // of the line's: superscripts are drawn smaller than this
constexpr double raised = 0.12;        // of the line's height: where their lower edge is, at least
constexpr double no_space = 0.12;      // of the line's height between two words that are one

/// A number in smaller letters above the line: a reference, or an exponent.
bool is_raised_number(const Word& word, const Word& tallest) {
    return word.text.find_first_not_of("0123456789,-") == std::string::npos && word.text.find_first_of("0123456789") == 0 &&
           word.height() < small_letters * tallest.height() && word.bottom < tallest.bottom - raised * tallest.height();
}

/// In superscript characters: on the line they would be read as a number of its own, or with the one before as another.
std::string raised_text(std::string_view text) {
    static constexpr std::string_view digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string out;
    for (const char c : text) {
        if (c >= '0' && c <= '9') out += digits[c - '0'];
        else if (c == '-') out += "⁻";
        else out += c;
    }
    return out;
}

PdfLine line_of(const XmlNode& node) {
    PdfLine line{number_of(node, "xMin"), number_of(node, "yMin"), number_of(node, "xMax"), number_of(node, "yMax"), {}};
    std::vector<Word> words;
    for (const XmlNode& word : node.children("word")) {
        std::string text = without_ligatures(word.content());
        if (text.empty()) continue;
        words.push_back({std::move(text), number_of(word, "xMin"), number_of(word, "yMin"), number_of(word, "xMax"), number_of(word, "yMax")});
    }
    const auto tallest = std::ranges::max_element(words, {}, &Word::height);
    bool after_raised = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool up = is_raised_number(words[i], *tallest);
        const bool close = i > 0 && words[i].left - words[i - 1].right < no_space * tallest->height();
        if (i > 0 && !up && !(after_raised && close)) line.text += ' ';
        line.text += up ? raised_text(words[i].text) : words[i].text;
        after_raised = up;
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
