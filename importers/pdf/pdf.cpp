// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/pdf/pdf.h"

#include "importers/pdf/pdf_document.h"
#include "importers/pdf/pdf_text.h"
#include "importers/source/identity.h"
#include "importers/source/registration.h"
#include "importers/source/sniff.h"
#include "importers/source/utf8.h"
#include "importers/web/boilerplate.h"

#include <fmt/format.h>

#include <algorithm>

namespace ekb::importers {

namespace {

constexpr std::size_t largest_pdf = 128UL << 20;
/// A scanned page may carry a stamp or a page number as text.
constexpr std::size_t least_letters = 200;

void split_pdf(ByteStream& source, const RecordSink& record, const DiagnosticSink&) {
    record({read_all(source, largest_pdf), 1, 1});
}

Reading refused(std::string why) {
    return {{}, {{{}, {}, {}, std::move(why)}}, {}};
}

std::size_t letters_in(const DocumentText& content) {
    return static_cast<std::size_t>(std::ranges::count_if(content.text, is_letter_byte));
}

Reading read_pdf(const RawRecord& record) {
    const auto layout = pdf_layout(record.bytes);
    if (!layout) return refused(layout.error());
    auto file = read_layout(*layout);
    if (!file) return refused(file.error());
    const std::size_t pages = file->pages.size();
    PdfArticle article = article_of(std::move(*file));
    if (letters_in(article.content) < least_letters) {
        return refused(fmt::format("the PDF has {} and hardly any text: its pages are pictures, as a scanner makes them; run text recognition "
                                   "(OCR) on it first",
                                   pages == 1 ? "1 page" : fmt::format("{} pages", pages)));
    }
    Document document;
    document.type = DocumentType::article;
    document.format = "pdf";
    document.title = std::move(article.title);
    document.content = std::move(article.content);
    document.identifiers.doi = std::move(article.doi);
    mark_boilerplate(document.content);
    read_registrations(document);
    document.id = document_id(document, record.bytes);
    return {{std::move(document)}, {}, {}};
}

} // namespace

Format pdf_format() {
    return {"pdf", "article as PDF", is_pdf, split_pdf, read_pdf, true};
}

} // namespace ekb::importers
