// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/pubmed_fields.h"

#include "importers/literature/dates.h"
#include "importers/literature/languages.h"
#include "importers/literature/notices.h"
#include "importers/literature/resource.h"
#include "importers/source/identity.h"
#include "importers/source/markup_text.h"
#include "importers/source/tsv.h"
#include "importers/source/utf8.h"

#include <algorithm>

namespace ekb::importers {

namespace {

std::string text_of(const XmlNode& node, std::string_view path) {
    return node.content_of(path).value_or("");
}

std::string inline_of(const XmlNode& node, std::string_view path) {
    const XmlNode* found = node.find(path);
    return found ? inline_text(*found) : std::string();
}

std::optional<std::string> date_of(const XmlNode* date) {
    if (!date) return std::nullopt;
    if (const auto medline = date->content_of("MedlineDate")) return free_date(*medline);
    return iso_date(text_of(*date, "Year"), text_of(*date, "Month"), text_of(*date, "Day"));
}

std::string author_name(const XmlNode& author) {
    if (const XmlNode* collective = author.find("CollectiveName")) return inline_text(*collective);
    std::string given = text_of(author, "ForeName");
    if (given.empty()) given = normal_space(text_of(author, "FirstName") + " " + text_of(author, "MiddleName"));
    if (given.empty()) given = text_of(author, "Initials");
    return normal_space(text_of(author, "LastName") + " " + text_of(author, "Suffix") + " " + given);
}

void read_authors(const XmlNode& parent, std::vector<std::string>& authors) {
    for (const XmlNode& list : parent.children("AuthorList")) {
        if (list.attribute("Type").value_or("authors") == "editors") continue;
        for (const XmlNode& author : list.children("Author")) {
            std::string name = author.attribute("ValidYN").value_or("Y") == "N" ? std::string() : author_name(author);
            if (!name.empty()) authors.push_back(std::move(name));
        }
    }
    remove_repeats(authors);
}

void read_types(const XmlNode& parent, std::vector<std::string>& types) {
    for (const XmlNode& type : parent.children("PublicationType"))
        add_unique(types, type.content());
}

void read_article_ids(const XmlNode* list, Identifiers& ids) {
    if (!list) return;
    for (const XmlNode& id : list->children("ArticleId")) {
        const std::string_view type = id.attribute("IdType").value_or("");
        const std::string text = id.content();
        if (type == "doi" && !ids.doi) ids.doi = normal_doi(text);
        if ((type == "pmc" || type == "pmcid") && !ids.pmcid) ids.pmcid = normal_pmcid(text);
        if (type == "pubmed" && !ids.pmid) ids.pmid = normal_pmid(text);
    }
}

/// DataBank: the registration numbers that the journal gave to NLM as the article's own.
void read_data_banks(const XmlNode& article, Identifiers& ids) {
    const XmlNode* list = article.find("DataBankList");
    if (!list) return;
    for (const XmlNode& bank : list->children("DataBank")) {
        const std::string name = text_of(bank, "DataBankName");
        const XmlNode* numbers = bank.find("AccessionNumberList");
        if (!numbers) continue;
        for (const XmlNode& number : numbers->children("AccessionNumber")) {
            auto found = find_registry_numbers(number.content());
            if (found.empty()) found = find_registry_numbers(name + number.content());
            for (RegistryNumber& one : found)
                add_unique(ids.registry, std::move(one.number));
        }
    }
}

void read_correction(const XmlNode& node, Document& document) {
    static const auto table = tsv_rows(literature::resource("pubmed_corrections.tsv"));
    const std::string_view type = node.attribute("RefType").value_or("");
    const auto row = std::ranges::find_if(table, [&](const auto& r) { return r.at(0) == type; });
    if (row == table.end()) return;
    std::optional<std::string> link;
    if (const auto pmid = normal_pmid(text_of(node, "PMID"))) link = "pmid:" + *pmid;
    if (row->at(1) == "mention") {
        if (link) add_unique(document.mentioned, *link);
        return;
    }
    Notice notice;
    notice.kind = notice_kind(row->at(1)).value();
    (row->at(2) == "this" ? notice.target : notice.notice) = link;
    notice.text = normal_space(std::string(type) + ": " + text_of(node, "RefSource") + " " + text_of(node, "Note"));
    document.retracted = document.retracted || row->at(3) == "yes";
    document.notices.push_back(std::move(notice));
}

void read_corrections(const XmlNode& citation, Document& document) {
    const XmlNode* list = citation.find("CommentsCorrectionsList");
    for (const XmlNode* parent : {list, &citation}) { // the older form had no list
        if (!parent) continue;
        for (const XmlNode& one : parent->children("CommentsCorrections"))
            read_correction(one, document);
    }
    const auto& types = document.publication_types;
    if (std::ranges::find(types, "Retracted Publication") != types.end()) document.retracted = true;
}

/// Phase and species as the indexers give them: "Clinical Trial, Phase III", MeSH Humans and Animals.
void read_design(const XmlNode& citation, Document& document) {
    static constexpr std::pair<std::string_view, std::string_view> phases[] = {{"Clinical Trial, Phase I", "1"},
                                                                               {"Clinical Trial, Phase II", "2"},
                                                                               {"Clinical Trial, Phase III", "3"},
                                                                               {"Clinical Trial, Phase IV", "4"}};
    for (const auto& [type, phase] : phases) {
        if (std::ranges::find(document.publication_types, type) == document.publication_types.end()) continue;
        document.design.phase =
            document.design.phase ? *document.design.phase + "/" + std::string(phase) : std::string(phase);
    }
    const XmlNode* mesh = citation.find("MeshHeadingList");
    if (!mesh) return;
    for (const XmlNode& heading : mesh->children("MeshHeading")) {
        const std::string name = text_of(heading, "DescriptorName");
        if (name == "Humans") document.design.species = Species::human;
        if (name == "Animals" && !document.design.species) document.design.species = Species::animal;
    }
}

} // namespace

void read_citation_fields(const XmlNode& citation, const XmlNode* pubmed_data, Document& document) {
    Identifiers& ids = document.identifiers;
    ids.pmid = normal_pmid(text_of(citation, "PMID"));
    if (!ids.pmid) ids.pmid = normal_pmid(text_of(citation, "MedlineID"));
    if (pubmed_data) read_article_ids(pubmed_data->find("ArticleIdList"), ids);
    for (const XmlNode& other : citation.children("OtherID")) {
        const std::string text = other.content();
        if (!ids.pmcid && text.starts_with("PMC")) ids.pmcid = normal_pmcid(text.substr(0, text.find(' ')));
    }
    const XmlNode* article = citation.find("Article");
    if (!article) return;
    for (const XmlNode& location : article->children("ELocationID")) {
        const bool doi =
            location.attribute("EIdType").value_or("") == "doi" && location.attribute("ValidYN").value_or("Y") == "Y";
        if (doi && !ids.doi) ids.doi = normal_doi(location.content());
    }
    document.title = inline_of(*article, "ArticleTitle");
    if (document.title.empty()) document.title = inline_of(*article, "VernacularTitle");
    for (std::string_view path : {"Journal/Title", "Journal/ISOAbbreviation"}) {
        if (!document.journal) document.journal = article->content_of(path);
    }
    if (!document.journal) document.journal = citation.content_of("MedlineJournalInfo/MedlineTA");
    document.published = date_of(article->find("ArticleDate"));
    if (!document.published) document.published = date_of(article->find("Journal/JournalIssue/PubDate"));
    document.language = language_code(text_of(*article, "Language"));
    read_authors(*article, document.authors);
    if (const XmlNode* types = article->find("PublicationTypeList")) read_types(*types, document.publication_types);
    read_data_banks(*article, ids);
    read_corrections(citation, document);
    read_design(citation, document);
}

void read_book_fields(const XmlNode& book, const XmlNode* pubmed_data, Document& document) {
    Identifiers& ids = document.identifiers;
    ids.pmid = normal_pmid(text_of(book, "PMID"));
    read_article_ids(book.find("ArticleIdList"), ids);
    if (pubmed_data) read_article_ids(pubmed_data->find("ArticleIdList"), ids);
    const std::string book_title = inline_of(book, "Book/BookTitle");
    document.title = inline_of(book, "ArticleTitle");
    if (document.title.empty()) document.title = inline_of(book, "VernacularTitle");
    if (document.title.empty()) {
        document.title = book_title;
    } else if (!book_title.empty()) {
        document.journal = book_title;
    }
    for (std::string_view path : {"ContributionDate", "Book/PubDate"}) {
        if (!document.published) document.published = date_of(book.find(path));
    }
    document.language = language_code(text_of(book, "Language"));
    read_authors(book, document.authors);
    const XmlNode* parent = book.find("Book");
    if (document.authors.empty() && parent) read_authors(*parent, document.authors);
    read_types(book, document.publication_types);
}

} // namespace ekb::importers
