// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/bibtex.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace ekb::query {

namespace {

std::string_view escape_of(char c) {
    switch (c) {
    case '\\':
        return "\\textbackslash{}";
    case '~':
        return "\\textasciitilde{}";
    case '^':
        return "\\textasciicircum{}";
    case '\n':
    case '\r':
        return " ";
    default:
        return {};
    }
}

std::string escaped(std::string_view text) {
    std::string all;
    for (const char c : text) {
        const std::string_view escape = escape_of(c);
        if (!escape.empty()) {
            all += escape;
            continue;
        }
        if (std::string_view("&%$#_{}").find(c) != std::string_view::npos) all += '\\';
        all += c;
    }
    return all;
}

std::string key_of(const std::string& id) {
    std::string key = id;
    std::ranges::replace_if(
        key, [](unsigned char c) { return std::isalnum(c) == 0 && c != '.' && c != '-' && c != ':' && c != '/'; }, '-');
    return key;
}

std::string_view type_of(DocumentType type) {
    return type == DocumentType::article ? "article" : type == DocumentType::registry_record ? "misc" : "online";
}

/// "Family Given" as BibTeX has it: "Family, Given"; a name in one word is kept whole.
std::string author_of(const std::string& author) {
    const std::size_t space = author.find(' ');
    if (space == std::string::npos) return "{" + escaped(author) + "}";
    return escaped(author.substr(0, space)) + "," + escaped(author.substr(space));
}

class Entry {
public:
    explicit Entry(const Document& document)
        : m_text(fmt::format("@{}{{{}", type_of(document.type), key_of(document.id))) {}

    void add(std::string_view field, std::string_view value) {
        if (!value.empty()) m_text += fmt::format(",\n  {} = {{{}}}", field, value);
    }
    void add(std::string_view field, const std::optional<std::string>& value) {
        if (value) add(field, std::string_view(escaped(*value)));
    }
    std::string text() const { return m_text + "\n}\n\n"; }

private:
    std::string m_text;
};

std::string bibtex(const Document& document) {
    Entry entry(document);
    std::string authors;
    for (const std::string& author : document.authors)
        authors += (authors.empty() ? "" : " and ") + author_of(author);
    entry.add("author", std::string_view(authors));
    // The braces keep the title's letters as they are.
    if (!document.title.empty()) entry.add("title", std::string_view("{" + escaped(document.title) + "}"));
    entry.add("journal", document.journal);
    if (document.published) {
        entry.add("year", std::string_view(*document.published).substr(0, 4));
        if (document.published->size() >= 7) entry.add("month", std::string_view(*document.published).substr(5, 2));
        entry.add("date", std::string_view(*document.published));
    }
    entry.add("doi", document.identifiers.doi);
    entry.add("pmid", document.identifiers.pmid);
    entry.add("pmcid", document.identifiers.pmcid);
    for (const std::string& number : document.identifiers.registry)
        entry.add(number == document.identifiers.registry.front() ? "number" : "registry", std::optional(number));
    entry.add("url", document.identifiers.url);
    entry.add("language", document.language);
    if (document.retracted) entry.add("note", std::string_view("Retracted"));
    return entry.text();
}

} // namespace

std::string study_bibtex(const AnswerStudy& study) {
    std::string text;
    for (const Document& document : study.documents)
        text += bibtex(document);
    return text;
}

} // namespace ekb::query
