// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/pdf/pdf_document.h"

#include "importers/pdf/pdf_columns.h"
#include "importers/pdf/pdf_lines.h"
#include "importers/pdf/pdf_pieces.h"
#include "importers/pdf/pdf_tables.h"
#include "importers/source/identity.h"
#include "importers/source/text_builder.h"
#include "importers/source/utf8.h"

#include <re2/re2.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace ekb::importers {

namespace {

constexpr std::size_t longest_title = 400;
constexpr double same_size = 0.92; // of the largest letters: accents and capitals make lines differ

/// The lines in the largest letters of the first page's upper half, one after the other.
std::string largest_lines(const PdfFile& file, const LineJoiner& joiner) {
    if (file.pages.empty()) return {};
    const PdfPage& page = file.pages.front();
    std::vector<const PdfLine*> upper;
    double largest = 0;
    for (const PdfBlock& block : page.blocks) {
        for (const PdfLine& line : block.lines) {
            if (line.bottom > page.height / 2 || line.text.size() < 4) continue;
            upper.push_back(&line);
            largest = std::max(largest, line.height());
        }
    }
    std::string title;
    std::set<std::string> lines;
    for (const PdfLine* line : upper) {
        if (line->height() < largest * same_size) {
            if (!title.empty()) break;
            continue;
        }
        joiner.join(title, line->text);
        lines.insert(line->text);
    }
    // Where all letters are of one size nothing stands out.
    const bool one_size = !upper.empty() && lines.size() == upper.size() && upper.size() > 3;
    if (one_size || title.size() > longest_title) return {};
    return title;
}

std::string letters_of(std::string_view text) {
    std::string letters;
    for (const char c : ascii_lower(text)) {
        if (is_lower_byte(c)) letters += c;
    }
    return letters;
}

/// The properties' title where the first page has it too: often they hold the name of a file, or of a template.
bool stands_on_first_page(const std::string& title, const PdfFile& file) {
    const std::string wanted = letters_of(title);
    if (wanted.size() < 15 || file.pages.empty()) return false;
    std::string page;
    for (const PdfBlock& block : file.pages.front().blocks) {
        for (const PdfLine& line : block.lines) page += letters_of(line.text);
    }
    return page.find(wanted) != std::string::npos;
}

std::optional<std::string> only_doi(const std::vector<PdfPiece>& pieces) {
    static const RE2 doi(R"((10\.\d{4,9}/[^\s"<>“”]+))");
    std::set<std::string> found;
    for (const PdfPiece& piece : pieces) {
        if (piece.page > 0 || piece.heading == PdfHeading::references) break;
        std::string written;
        re2::StringPiece rest(piece.text);
        while (RE2::FindAndConsume(&rest, doi, &written)) {
            if (auto normal = normal_doi(written)) found.insert(*normal);
        }
    }
    return found.size() == 1 ? std::optional(*found.begin()) : std::nullopt;
}

/// Writes the pieces under the sections that their headings begin.
class Writing {
public:
    explicit Writing(bool has_abstract) : m_section(has_abstract ? "front" : "body") {}

    void title(const std::string& text) { m_to.add(BlockKind::title, "title", text); }

    void piece(const PdfPiece& piece) {
        if (piece.heading == PdfHeading::references) {
            m_left_out = true;
        } else if (piece.heading == PdfHeading::part) {
            heading(piece.text);
        } else if (!m_left_out && piece.kind == BlockKind::table_row) {
            row(piece.text);
        } else if (!m_left_out && piece.kind != BlockKind::paragraph) {
            m_to.add(piece.kind, m_section, piece.text);
        } else if (!m_left_out) {
            paragraph(piece.text);
        }
    }
    DocumentText take() { return m_to.take(); }

private:
    void heading(const std::string& text) {
        m_left_out = false;
        const std::string name = section_name(text);
        if (begins_abstract(text)) {
            m_abstract = true;
            m_section = "abstract";
        } else {
            // An abstract's own parts come once each; what comes again, or after its conclusion, is the article's.
            const bool of_article = name == "introduction" || m_concluded || m_seen.contains(name);
            if (of_article) m_abstract = false;
            m_section = (m_abstract ? "abstract/" : "body/") + name;
            m_concluded = m_abstract && name.starts_with("conclusion");
        }
        m_seen.insert(name);
        m_to.add(BlockKind::heading, m_section, text);
    }

    void row(std::string_view text) {
        m_to.begin(BlockKind::table_row, m_section);
        while (!text.empty()) {
            const std::string_view cell = text.substr(0, text.find('\t'));
            m_to.begin_cell();
            m_to.text(cell);
            m_to.end_cell();
            text.remove_prefix(std::min(text.size(), cell.size() + 1));
        }
        m_to.end();
    }

    /// "Methods: We …" begins a part of an abstract in running text.
    void paragraph(const std::string& text) {
        static const RE2 labelled(R"(([A-Z][A-Za-z ,&]{2,40}): (.*))");
        std::string label;
        std::string rest;
        if ((m_abstract || m_section == "front") && RE2::FullMatch(text, labelled, &label, &rest) && names_a_part(label)) {
            heading(label);
            m_to.add(BlockKind::paragraph, m_section, rest);
        } else {
            m_to.add(BlockKind::paragraph, m_section, text);
        }
    }

    TextBuilder m_to;
    std::string m_section;
    std::set<std::string> m_seen;
    bool m_abstract = false;
    bool m_concluded = false;
    bool m_left_out = false;
};

} // namespace

PdfArticle article_of(PdfFile file) {
    PdfArticle article;
    article.doi = only_doi(pieces_of(file, LineJoiner(file))); // a running foot often has it
    drop_running_lines(file);
    const std::vector<std::vector<PdfColumn>> columns = columns_of(file);
    for (std::size_t i = 0; i < file.pages.size(); ++i) {
        find_tables(file.pages[i], columns[i]);
        order_columns(file.pages[i], columns[i]);
    }
    const LineJoiner joiner(file); // of what is left
    article.title = largest_lines(file, joiner);
    // The properties' title is often without its second half.
    const bool named = stands_on_first_page(file.title, file);
    if (named && letters_of(article.title).find(letters_of(file.title)) == std::string::npos) article.title = normal_space(file.title);
    const std::vector<PdfPiece> pieces = pieces_of(file, joiner);
    const bool has_abstract = std::ranges::any_of(pieces, [](const PdfPiece& piece) { return piece.heading == PdfHeading::part && begins_abstract(piece.text); });
    Writing writing(has_abstract);
    if (!article.title.empty()) writing.title(article.title);
    const std::string title_letters = letters_of(article.title);
    for (const PdfPiece& piece : pieces) {
        const std::string letters = piece.page == 0 ? letters_of(piece.text) : std::string();
        const bool of_title = letters.size() > 3 && title_letters.find(letters) != std::string::npos;
        if (!of_title) writing.piece(piece);
    }
    article.content = writing.take();
    return article;
}

} // namespace ekb::importers
