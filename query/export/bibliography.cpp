// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/export/bibliography.h"

#include <algorithm>

namespace ekb::query {

namespace {

/// Text on one line: both formats end a field with the line.
std::string one_line(std::string_view text) {
    std::string line(text);
    std::ranges::replace_if(
        line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return line;
}

/// Fields of one reference, each with its tag; what is not known is left out.
class Reference {
public:
    explicit Reference(std::string_view between) : m_between(between) {}

    void add(std::string_view tag, std::string_view value) {
        if (!value.empty()) m_text.append(tag).append(m_between).append(one_line(value)).append("\r\n");
    }
    void add(std::string_view tag, const std::optional<std::string>& value) {
        if (value) add(tag, std::string_view(*value));
    }
    void add_all(std::string_view tag, const std::vector<std::string>& values) {
        for (const std::string& value : values)
            add(tag, std::string_view(value));
    }
    const std::string& text() const { return m_text; }

private:
    std::string_view m_between;
    std::string m_text;
};

std::string_view ris_type(DocumentType type) {
    switch (type) {
    case DocumentType::article:
        return "JOUR";
    case DocumentType::registry_record:
        return "DATA";
    case DocumentType::web_page:
        break;
    }
    return "ELEC";
}

/// "Family Given" as RIS has it: "Family, Given".
std::string ris_author(const std::string& author) {
    const std::size_t space = author.find(' ');
    return space == std::string::npos ? author : author.substr(0, space) + "," + author.substr(space);
}

std::string ris(const Document& document) {
    Reference reference("  - ");
    reference.add("TY", ris_type(document.type));
    reference.add("ID", std::string_view(document.id));
    reference.add("TI", std::string_view(document.title));
    for (const std::string& author : document.authors)
        reference.add("AU", std::string_view(ris_author(author)));
    reference.add("JO", document.journal);
    if (document.published) {
        reference.add("PY", std::string_view(*document.published).substr(0, 4));
        std::string date = *document.published;
        std::ranges::replace(date, '-', '/');
        reference.add("DA", std::string_view(date));
    }
    reference.add("DO", document.identifiers.doi);
    reference.add("AN", document.identifiers.pmid);
    reference.add("C2", document.identifiers.pmcid);
    reference.add_all("M1", document.identifiers.registry);
    reference.add("UR", document.identifiers.url);
    reference.add("LA", document.language);
    if (document.retracted) reference.add("N1", std::string_view("Retracted"));
    return reference.text() + "ER  - \r\n\r\n";
}

std::string nbib(const Document& document) {
    Reference reference("- ");
    reference.add("PMID", document.identifiers.pmid);
    reference.add("TI  ", std::string_view(document.title));
    reference.add_all("FAU ", document.authors);
    reference.add("JT  ", document.journal);
    if (document.published) {
        std::string date = *document.published;
        std::ranges::replace(date, '-', ' ');
        reference.add("DP  ", std::string_view(date));
    }
    if (document.identifiers.doi) reference.add("AID ", std::string_view(*document.identifiers.doi + " [doi]"));
    reference.add("PMC ", document.identifiers.pmcid);
    reference.add_all("SI  ", document.identifiers.registry);
    reference.add("LA  ", document.language);
    reference.add_all("PT  ", document.publication_types);
    return reference.text() + "\r\n";
}

std::string references(const AnswerStudy& study, std::string (*one)(const Document&)) {
    std::string text;
    for (const Document& document : study.documents)
        text += one(document);
    return text;
}

} // namespace

std::string study_ris(const AnswerStudy& study) {
    return references(study, ris);
}
std::string study_nbib(const AnswerStudy& study) {
    return references(study, nbib);
}

} // namespace ekb::query
