// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/web/html.h"

#include "importers/source/html_reader.h"
#include "importers/source/identity.h"
#include "importers/source/registration.h"
#include "importers/source/utf8.h"
#include "importers/source/xml_cutter.h"
#include "importers/web/boilerplate.h"
#include "importers/web/main_text.h"
#include "importers/web/named_journal.h"
#include "importers/web/page_fields.h"

#include <re2/re2.h>

namespace ekb::importers {

namespace {

constexpr std::size_t page_limit = 64UL << 20;
constexpr std::size_t short_text = 1500; ///< bytes; an error page says no more

bool recognise_html(std::string_view head) {
    static const RE2 doctype(R"((?i)^\s*(?:<!--(?s:.*?)-->\s*|<\?(?s:.*?)\?>\s*)*<!doctype\s+html\b)");
    static const RE2 element(
        R"((?i)^(?:html|head|body|title|meta|div|article|section|main|p|h1|h2|table|span|center|ul|ol|header)$)");
    if (RE2::PartialMatch({head.data(), head.size()}, doctype)) return true;
    const std::string_view root = xml_root_name(head);
    if (root.empty() || !RE2::FullMatch({root.data(), root.size()}, element)) return false;
    // An XML dialect may call its root so too: JATS has an article.
    return ascii_lower(root) != "article" || !has_xml_element(head, "article-meta");
}

void split_html(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    std::string bytes = read_all(source, page_limit);
    if (!recognise_html(std::string_view(bytes).substr(0, 64UL << 10))) {
        diagnostic(
            {{}, {}, {}, "this is no web page: it begins “" + excerpt(normal_space(bytes.substr(0, 200)), 60) + "”"});
        return;
    }
    record({std::move(bytes), 1, 1});
}

/// Reports and registry records that the page links to or names: mentions, where they are not its own.
void read_links(const XmlNode& node, Document& document) {
    for (const XmlNode& child : node.children()) {
        if (child.is_text()) continue;
        if (child.name == "a") {
            const std::string_view href = child.attribute("href").value_or("");
            const bool resolver = href.find("doi.org/") != std::string_view::npos;
            const auto doi = resolver ? normal_doi(href) : std::nullopt;
            if (doi && doi != document.identifiers.doi) document.mentioned.push_back("doi:" + *doi);
            const bool pubmed =
                href.find("ncbi.nlm.nih.gov") != std::string_view::npos && href.find("pmc") == std::string_view::npos;
            const auto pmid = pubmed ? normal_pmid(href) : std::nullopt;
            if (pmid && pmid != document.identifiers.pmid) document.mentioned.push_back("pmid:" + *pmid);
        }
        read_links(child, document);
    }
}

Reading refused(std::string message) {
    return {{}, {{{}, {}, {}, std::move(message)}}, {}};
}

std::string titled(const std::string& title) {
    return title.empty() ? "" : ", titled “" + excerpt(title) + "”,";
}

bool has_prose(const DocumentText& content) {
    for (const Block& block : content.blocks) {
        if (block.kind != BlockKind::title && block.kind != BlockKind::heading && block.span.size() >= 40) return true;
    }
    return false;
}

Reading read_html(const RawRecord& record) {
    const XmlDocument page = parse_html(record.bytes);
    Document document;
    document.type = DocumentType::web_page;
    document.format = "html";
    read_page_fields(page.root(), document);
    document.content = read_main_text(page.root(), document.title);
    const DocumentText& content = document.content;
    if (content.text.size() < short_text) {
        bool error = is_error_title(document.title);
        for (const Block& block : content.blocks)
            error = error || (block.kind == BlockKind::heading && is_error_title(content.at(block.span)));
        if (error) return refused("this is an error page" + titled(document.title) + " and no document");
    }
    if (content.text.find("<PubmedArticle>") != std::string::npos) {
        return refused("this page shows PubMed XML as text: save the XML itself");
    }
    if (!has_prose(content))
        return refused("there is no text in this web page" + titled(document.title) + " that could be an article");
    if (!document.journal) document.journal = named_journal(document.content.text);
    read_links(page.root(), document);
    read_registrations(document);
    document.id = document_id(document, record.bytes);
    return {{std::move(document)}, {}, {}};
}

} // namespace

Format html_format() {
    return {"html", "web page", recognise_html, split_html, read_html, true};
}

} // namespace ekb::importers
