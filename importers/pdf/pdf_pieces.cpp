// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/pdf/pdf_pieces.h"

#include "importers/extraction/text/sections.h"
#include "importers/source/text_builder.h"
#include "importers/source/utf8.h"

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace ekb::importers {

namespace {

constexpr std::size_t longest_heading = 80;
constexpr int most_words = 8;  // of a heading
constexpr int few_words = 2;   // that never fill a column by themselves
constexpr double near = 0.1;   // of a column's width: text that is not justified ends before its edge
constexpr double short_of = 0.3; // of a column's width, by which a heading above a paragraph's lines ends before its edge
constexpr double same_edge = 12; // points: lines that begin so near to each other are of one column
constexpr std::size_t telling_lines = 3;
constexpr std::size_t looked_back = 6; // pieces that may come between the parts of a paragraph

bool ends_a_sentence(std::string_view text) {
    for (const std::string_view end : {".", "?", "!", ":", ".)", ".”", ".*", "*", "†"}) {
        if (text.ends_with(end)) return true;
    }
    return false;
}

bool begins_small(std::string_view text) {
    return !text.empty() && is_lower_byte(text.front());
}

double right_of(const PdfBlock& block) {
    return std::ranges::max(block.lines, {}, &PdfLine::right).right;
}

/// Where the block's column ends: where its lines do; where these are too few to tell, the page's lines in letters of the same size
/// that begin where they do.
double column_right(const PdfPage& page, const PdfBlock& block) {
    double right = right_of(block);
    if (block.lines.size() >= telling_lines) return right;
    const PdfLine& first = block.lines.front();
    for (const PdfBlock& other : page.blocks) {
        for (const PdfLine& line : other.lines) {
            const bool same = std::abs(line.left - first.left) < same_edge && std::abs(line.height() - first.height()) < near * first.height();
            if (same) right = std::max(right, line.right);
        }
    }
    return right;
}

/// Whether the line has a heading's form: a few words, a capital or a number first, no sentence before its end.
bool looks_like_heading(const std::string& text, bool full) {
    static const RE2 number(R"((?:[0-9]+(?:\.[0-9]+)*\.?|[IVX]+\.) +)");
    re2::StringPiece rest(text);
    RE2::Consume(&rest, number);
    if (rest.empty() || begins_small({rest.data(), rest.size()}) || rest.find(". ") != re2::StringPiece::npos) return false;
    const auto count = 1 + std::count(rest.begin(), rest.end(), ' ');
    return count <= (full ? few_words : most_words);
}

/// The heading that the line is in its place: a line of a paragraph may have a heading's words.
PdfHeading heading_of(const PdfBlock& block, std::size_t at, const PdfHeading before, double column_end) {
    const std::string& text = block.lines[at].text;
    if (begins_references(text)) return PdfHeading::references;
    const bool apart = at == 0 || before != PdfHeading::none || ends_a_sentence(block.lines[at - 1].text);
    const PdfLine& line = block.lines[at];
    const bool alone = block.lines.size() == 1;
    const bool full = !alone && line.right > column_end - short_of * (column_end - line.left);
    return apart && names_a_part(text) && looks_like_heading(text, full) ? PdfHeading::part : PdfHeading::none;
}

/// A table's rows one by one, its caption or footnotes as one.
void add_of_table(const PdfBlock& block, std::size_t page, const LineJoiner& joiner, std::vector<PdfPiece>& pieces) {
    for (const PdfLine& line : block.lines) {
        if (block.kind == BlockKind::table_row || &line == &block.lines.front())
            pieces.push_back({line.text, page, PdfHeading::none, true, false, block.kind});
        else
            joiner.join(pieces.back().text, line.text);
    }
}

std::vector<PdfPiece> lines_joined(const PdfFile& file, const LineJoiner& joiner) {
    std::vector<PdfPiece> pieces;
    for (std::size_t number = 0; number < file.pages.size(); ++number) {
        const PdfPage& page = file.pages[number];
        for (const PdfBlock& block : page.blocks) {
            if (block.kind != BlockKind::paragraph) {
                add_of_table(block, number, joiner, pieces);
                continue;
            }
            PdfHeading before = PdfHeading::none;
            const double right = column_right(page, block);
            for (std::size_t i = 0; i < block.lines.size(); ++i) {
                const PdfLine& line = block.lines[i];
                const bool full = line.right > right - near * (right - line.left);
                const PdfHeading heading = heading_of(block, i, before, right);
                if (i == 0 || heading != PdfHeading::none || before != PdfHeading::none) {
                    pieces.push_back({line.text, number, heading, true, full, block.kind});
                } else {
                    joiner.join(pieces.back().text, line.text);
                    pieces.back().one_line = false;
                    pieces.back().full = full;
                }
                before = heading;
            }
        }
    }
    return pieces;
}

/// Whether the paragraph breaks off before its sentence ends.
bool is_open(const PdfPiece& piece) {
    return piece.heading == PdfHeading::none && (!piece.one_line || piece.full) && !ends_a_sentence(piece.text);
}

/// The piece that this one goes on; nullptr where it begins a paragraph itself.
PdfPiece* open_before(std::vector<PdfPiece>& pieces, const PdfPiece& next) {
    if (next.heading != PdfHeading::none || next.kind != BlockKind::paragraph || next.text.empty()) return nullptr;
    const bool small = begins_small(next.text);
    // A number begins a line of a table as easily: only a paragraph of more lines goes on with one.
    const bool number = next.text.front() >= '0' && next.text.front() <= '9';
    std::size_t back = 0;
    for (auto piece = pieces.rbegin(); piece != pieces.rend() && back < looked_back; ++piece) {
        if (piece->heading != PdfHeading::none) return nullptr;
        if (piece->kind != BlockKind::paragraph) continue;
        const bool neighbour = back++ == 0;
        if (is_open(*piece) && (!piece->one_line || neighbour)) {
            const bool goes_on = small || (number && neighbour && !next.one_line && !piece->one_line);
            return goes_on ? &*piece : nullptr;
        }
    }
    return nullptr;
}

} // namespace

bool begins_abstract(std::string_view heading) {
    const std::string name = section_name(heading);
    return name == "abstract" || name == "summary";
}

bool names_a_part(std::string_view line) {
    return line.size() <= longest_heading && !line.ends_with('.') && (begins_abstract(line) || extraction::is_section_heading(line));
}

bool begins_references(std::string_view line) {
    static const std::set<std::string, std::less<>> names{"references", "bibliography", "literature cited", "reference list", "reference"};
    return names.contains(section_name(line));
}

std::vector<PdfPiece> pieces_of(const PdfFile& file, const LineJoiner& joiner) {
    std::vector<PdfPiece> all;
    for (PdfPiece& piece : lines_joined(file, joiner)) {
        if (PdfPiece* before = open_before(all, piece)) {
            joiner.join(before->text, piece.text);
            before->one_line = false;
            before->full = piece.full;
        } else {
            all.push_back(std::move(piece));
        }
    }
    return all;
}

} // namespace ekb::importers
