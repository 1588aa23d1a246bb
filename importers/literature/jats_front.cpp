// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/jats_front.h"

#include "importers/literature/dates.h"
#include "importers/literature/languages.h"
#include "importers/literature/notices.h"
#include "importers/literature/resource.h"
#include "importers/source/identity.h"
#include "importers/source/markup_text.h"
#include "importers/source/tsv.h"
#include "importers/source/utf8.h"

#include <algorithm>
#include <tuple>

namespace ekb::importers {

namespace {

void read_ids(const XmlNode& meta, Identifiers& ids) {
    for (const XmlNode& id : meta.children("article-id")) {
        const std::string_view type = id.attribute("pub-id-type").value_or("");
        const std::string text = id.content();
        if (type == "pmid") ids.pmid = normal_pmid(text);
        if (type == "pmc" || type == "pmcid") ids.pmcid = normal_pmcid(text);
        if (type == "doi") ids.doi = normal_doi(text);
    }
}

std::optional<std::string> date_of(const XmlNode& date) {
    if (const auto iso = date.attribute("iso-8601-date")) {
        if (const auto read = free_date(iso->substr(0, 10))) return read;
    }
    const auto part = [&](std::string_view name) { return date.content_of(name).value_or(""); };
    if (date.find("year")) return iso_date(part("year"), part("month"), part("day"));
    return free_date(part("string-date"));
}

/// How much a pub-date is the date of publication: electronic before print before the volume's. The dates of receipt,
/// of release in an archive and of preprints are none.
int date_rank(const XmlNode& date) {
    const std::string type = ascii_lower(date.attribute("pub-type").value_or(date.attribute("date-type").value_or("")));
    const std::string_view medium = date.attribute("publication-format").value_or("");
    if (type == "pmc-release" || type == "nihms-submitted" || type == "preprint" || type == "retracted") return 0;
    if (type == "epub" || type == "epub-ppub" || (type == "pub" && medium == "electronic")) return 4;
    if (type == "ppub" || type == "pub") return 3;
    if (type == "collection") return 1;
    return 2;
}

std::optional<std::string> published(const XmlNode& meta) {
    std::optional<std::string> best;
    auto best_rank = std::tuple(0, std::size_t{0});
    for (const XmlNode& node : meta.children("pub-date")) {
        const auto date = date_of(node);
        if (!date) continue;
        const int rank = date_rank(node);
        const auto full = std::tuple(rank, date->size());
        if (rank > 0 && full > best_rank) std::tie(best, best_rank) = std::tuple(date, full);
    }
    return best;
}

std::string person(const XmlNode& name) {
    const auto part = [&](std::string_view child) { return name.content_of(child).value_or(""); };
    const std::string family = normal_space(part("prefix") + " " + part("surname") + " " + part("suffix"));
    const std::string all = normal_space(family + " " + part("given-names"));
    return all.empty() ? name.content() : all;
}

std::optional<std::string> contributor(const XmlNode& contrib) {
    for (std::string_view path : {"name", "string-name", "name-alternatives/name", "name-alternatives/string-name"}) {
        if (const XmlNode* name = contrib.find(path)) return person(*name);
    }
    for (std::string_view path : {"collab/institution", "collab/named-content", "collab-alternatives/collab"}) {
        if (const auto collab = contrib.content_of(path)) return collab;
    }
    const XmlNode* collab = contrib.find("collab");
    if (!collab) return std::nullopt;
    // A collaboration's members stand inside its name's element.
    std::string name;
    for (const XmlNode& child : collab->children()) {
        if (child.name != "contrib-group") name += child.is_text() ? std::string(child.text) : child.content();
    }
    name = normal_space(name);
    if (name.empty()) return std::nullopt;
    return name;
}

void read_authors(const XmlNode& meta, std::vector<std::string>& authors) {
    for (const XmlNode& group : meta.children("contrib-group")) {
        for (const XmlNode& contrib : group.children("contrib")) {
            const std::string_view type = contrib.attribute("contrib-type").value_or("author");
            if (type != "author" && type != "collab") continue;
            if (auto name = contributor(contrib)) authors.push_back(std::move(*name));
        }
    }
    remove_repeats(authors);
}

void read_types(const XmlNode& article, const XmlNode& meta, std::vector<std::string>& types) {
    if (const auto type = article.attribute("article-type"); type && *type != "other") types.emplace_back(*type);
    const XmlNode* categories = meta.find("article-categories");
    if (!categories) return;
    for (const XmlNode& group : categories->children("subj-group")) {
        if (group.attribute("subj-group-type").value_or("") != "heading") continue;
        if (auto subject = group.content_of("subject")) add_unique(types, std::move(*subject));
    }
}

/// What a related article is known by: "doi:…", "pmid:…".
std::optional<std::string> linked(const XmlNode& related) {
    const std::string_view link = related.attribute("href").value_or("");
    const std::string_view type = related.attribute("ext-link-type").value_or("");
    if (type == "pubmed" || type == "pmid") {
        if (const auto pmid = normal_pmid(link)) return "pmid:" + *pmid;
    }
    if (const auto doi = normal_doi(link)) return "doi:" + *doi;
    if (type == "pmc" || link.starts_with("PMC")) {
        if (const auto pmcid = normal_pmcid(link)) return "pmc:" + *pmcid;
    }
    return std::nullopt;
}

void read_notices(const XmlNode& article, const XmlNode& meta, Document& document) {
    static const auto table = tsv_rows(literature::resource("related_articles.tsv"));
    for (const XmlNode& related : meta.children("related-article")) {
        const std::string_view type = related.attribute("related-article-type").value_or("");
        const auto row = std::ranges::find_if(table, [&](const auto& r) { return r.at(0) == type; });
        auto link = linked(related);
        if (row == table.end()) {
            if (link) add_unique(document.mentioned, std::move(*link));
            continue;
        }
        Notice notice{notice_kind(row->at(1)).value(), {}, {}, {}, related.content()};
        if (notice.text.empty()) notice.text = type;
        const bool is_notice = row->at(2) == "this";
        (is_notice ? notice.target : notice.notice) = link;
        if (!is_notice && notice.kind == NoticeKind::retraction) document.retracted = true;
        document.notices.push_back(std::move(notice));
    }
    if (article.attribute("article-type").value_or("") == "retracted-article") document.retracted = true;
    if (document.title.starts_with("RETRACTED:")) document.retracted = true;
}

/// Registration numbers in the fields that JATS has for them.
void read_registry_links(const XmlNode& node, Identifiers& ids) {
    for (const XmlNode& child : node.children()) {
        if (child.is_text()) continue;
        const std::string_view type =
            child.attribute("ext-link-type").value_or(child.attribute("source-type").value_or(""));
        const bool trial = type == "clintrialgov:clinical-trial" || type == "clinical-trial" ||
                           type == "clinical-trial-number" || type == "clinical-trials-registry" ||
                           child.attribute("document-type").value_or("") == "clinical-trial" ||
                           child.attribute("content-type").value_or("") == "clinical-trial-number";
        if (trial) {
            for (RegistryNumber& found : find_registry_numbers(child.content()))
                add_unique(ids.registry, std::move(found.number));
        }
        read_registry_links(child, ids);
    }
}

} // namespace

std::string jats_title(const XmlNode& article) {
    const XmlNode* group = article.find("front/article-meta/title-group");
    if (!group) return {};
    const XmlNode* title = group->find("article-title");
    std::string text = title ? inline_text(*title) : std::string();
    if (const XmlNode* subtitle = group->find("subtitle")) {
        const std::string more = inline_text(*subtitle);
        if (!more.empty()) text += (text.ends_with(':') || text.ends_with('?') ? " " : ": ") + more;
    }
    return text;
}

void read_jats_front(const XmlNode& article, Document& document) {
    document.title = jats_title(article);
    // The tag library's default of article/@xml:lang, which an attribute-less file means, is "en".
    document.language = language_code(article.attribute("lang").value_or("en"));
    for (std::string_view path :
         {"front/journal-meta/journal-title-group/journal-title", "front/journal-meta/journal-title",
          "front/journal-meta/abbrev-journal-title", "front/journal-meta/journal-id"}) {
        if (!document.journal) document.journal = article.content_of(path);
    }
    const XmlNode* meta = article.find("front/article-meta");
    if (!meta) return;
    read_ids(*meta, document.identifiers);
    document.published = published(*meta);
    read_authors(*meta, document.authors);
    read_types(article, *meta, document.publication_types);
    read_notices(article, *meta, document);
    read_registry_links(*meta, document.identifiers);
}

} // namespace ekb::importers
