// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/reference_record.h"

#include "importers/literature/dates.h"
#include "importers/literature/languages.h"
#include "importers/literature/notices.h"
#include "importers/literature/reference_text.h"
#include "importers/literature/resource.h"
#include "importers/source/identity.h"
#include "importers/source/registration.h"
#include "importers/source/tsv.h"
#include "importers/source/utf8.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>

namespace ekb::importers {

namespace {

struct Row {
    std::size_t number;
    std::string_view field;
};

/// dialect → tag → what it says, best first.
const std::map<std::string_view, std::multimap<std::string_view, Row>>& table() {
    static const auto all = [] {
        std::map<std::string_view, std::multimap<std::string_view, Row>> dialects;
        std::size_t number = 0;
        for (const auto& row : tsv_rows(literature::resource("reference_fields.tsv"))) {
            dialects[row.at(0)].emplace(row.at(1), Row{number++, row.at(2)});
        }
        return dialects;
    }();
    return all;
}

/// The first value that the reader reads.
template <typename Read>
std::optional<std::string> read_first(const std::vector<std::string>& values, Read read) {
    for (const std::string& value : values) {
        if (auto found = read(value)) return found;
    }
    return std::nullopt;
}

/// "PMC123" and "123 [pmcid]" anywhere in the value.
std::optional<std::string> pmcid_in(std::string_view value) {
    static const RE2 pattern(R"((?i)\bPMC ?(\d{3,9})\b)");
    std::string digits;
    if (RE2::PartialMatch({value.data(), value.size()}, pattern, &digits)) return normal_pmcid(digits);
    return std::nullopt;
}

/// "123 [PMID]", "MEDLINE:123", "PMID: 123", a PubMed address.
std::optional<std::string> marked_pmid(std::string_view value) {
    static const RE2 mark(
        R"((?i)\b(\d{1,9}) ?\[(?:pmid|pubmed)\]|(?:\bpmid|pubmed ?id|medline:)\s*[:=]?\s*(\d{1,9})\b|pubmed(?:\.ncbi\.nlm\.nih\.gov|)/(\d{1,9}))");
    std::string one;
    std::string two;
    std::string three;
    if (!RE2::PartialMatch({value.data(), value.size()}, mark, &one, &two, &three)) return std::nullopt;
    return normal_pmid(one + two + three);
}

/// A DOI that a note or address has among other words.
std::optional<std::string> marked_doi(std::string_view value) {
    static const RE2 mark(R"((?i)doi(?:\.org/|:| )\s*(10\.\d{4,9}/[^\s;,"]+))");
    std::string doi;
    if (!RE2::PartialMatch({value.data(), value.size()}, mark, &doi)) return std::nullopt;
    return normal_doi(doi);
}

void read_identifiers(const ReferenceRecord& reference, Identifiers& ids) {
    const std::string database = ascii_lower(reference.first("database"));
    const bool pubmed = database.find("pubmed") != std::string::npos || database.find("medline") != std::string::npos ||
                        database == "nlm";
    const auto accession = reference.all("accession");
    ids.doi = read_first(reference.all("doi"), normal_doi);
    ids.pmid = read_first(reference.all("pmid"), normal_pmid);
    ids.pmcid = read_first(reference.all("pmcid"), pmcid_in);
    for (const auto& values : {accession, reference.all("url"), reference.all("note")}) {
        if (!ids.pmid) ids.pmid = read_first(values, marked_pmid);
        if (!ids.doi) ids.doi = read_first(values, marked_doi);
        if (!ids.pmcid) ids.pmcid = read_first(values, pmcid_in);
    }
    if (!ids.pmid && pubmed) ids.pmid = read_first(accession, normal_pmid);
    for (const std::string& value : reference.all("registry")) {
        for (RegistryNumber& found : find_registry_numbers(value))
            add_unique(ids.registry, std::move(found.number));
    }
}

/// Ovid ends a source with its date: "Sleep.   8(6):1-2, September 2015."
std::optional<std::string> source_date(std::string_view source) {
    const std::size_t comma = source.rfind(", ");
    return comma == std::string_view::npos ? std::nullopt : free_date(source.substr(comma + 2));
}

void read_date(const ReferenceRecord& reference, Document& document) {
    const auto full = read_first(reference.all("full_date"), free_date);
    auto date = read_first(reference.all("date"), free_date);
    const std::string month = reference.first("month");
    if (date && date->size() == 4 && !month.empty()) date = iso_date(*date, month, reference.first("day"));
    const std::string part = reference.first("part_date"); // EndNote: day and month without their year
    if (date && date->size() == 4 && !part.empty()) {
        const auto with_year = free_date(part.find(*date) == std::string::npos ? part + " " + *date : part);
        if (with_year && with_year->starts_with(*date)) date = with_year;
    }
    // A full date is better than a year, unless it is of another one: then the year is the volume's and the date some
    // other's.
    const bool better = full && (!date || (full->size() > date->size() && full->substr(0, 4) == date->substr(0, 4)));
    document.published = better ? full : date;
    if (!document.published) document.published = read_first(reference.all("last_date"), free_date);
    if (!document.published) document.published = source_date(reference.first("source"));
}

/// Names parted by the mark; "Family, Given" as "Family Given".
void add_authors(std::string_view list, std::string_view mark, std::vector<std::string>& to) {
    while (!list.empty()) {
        const std::size_t end = list.find(mark);
        const std::string_view one = list.substr(0, end);
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + mark.size());
        std::string name = reference_name(one);
        if (!name.empty()) to.push_back(std::move(name));
    }
}

void read_authors(const ReferenceRecord& reference, std::vector<std::string>& authors) {
    for (const std::string& name : reference.all("author"))
        add_authors(name, ";", authors);
    if (authors.empty()) {
        for (const std::string& name : reference.all("author_short"))
            add_authors(name, ";", authors);
    }
    for (const std::string& names : reference.all("author_list")) {
        if (authors.empty()) add_author_list(names, authors);
    }
    if (authors.empty()) add_author_list(reference.first("author_string"), authors);
    remove_repeats(authors);
}

void read_notices(const ReferenceRecord& reference, Document& document) {
    static const auto corrections = tsv_rows(literature::resource("pubmed_corrections.tsv"));
    for (const auto& row : corrections) {
        for (const std::string& text : reference.all("notice:" + std::string(row.at(0)))) {
            const auto pmid = marked_pmid(text);
            const auto link = pmid ? std::optional("pmid:" + *pmid) : std::nullopt;
            const auto kind = notice_kind(row.at(1));
            if (!kind) {
                if (link) add_unique(document.mentioned, *link);
                continue;
            }
            Notice notice{*kind, {}, {}, {}, std::string(row.at(0)) + ": " + text};
            (row.at(2) == "this" ? notice.target : notice.notice) = link;
            document.retracted = document.retracted || row.at(3) == "yes";
            document.notices.push_back(std::move(notice));
        }
    }
    const auto& types = document.publication_types;
    const auto retracted = [](const std::string& type) {
        return ascii_lower(type) == "retracted publication" || ascii_lower(type) == "retracted article";
    };
    document.retracted = document.retracted || std::ranges::any_of(types, retracted);
}

void read_types(const ReferenceRecord& reference, std::vector<std::string>& types) {
    for (const std::string& value : reference.all("type")) {
        for (std::string_view rest = value; !rest.empty();) {
            const std::string_view one = rest.substr(0, rest.find(';'));
            std::string type = normal_space(one);
            if (type.size() > 1 && !normal_doi(type)) add_unique(types, std::move(type));
            rest.remove_prefix(std::min(rest.size(), one.size() + 1));
        }
    }
}

} // namespace

void ReferenceRecord::add(std::string_view tag, std::string_view text) {
    const auto dialect = table().find(m_dialect);
    if (dialect == table().end()) return;
    const std::string plain = normal_space(text);
    if (plain.empty()) return;
    const auto [begin, end] = dialect->second.equal_range(tag);
    for (auto row = begin; row != end; ++row) {
        m_values.push_back({row->second.number, row->second.field, plain});
    }
}

std::string ReferenceRecord::first(std::string_view field) const {
    const Value* best = nullptr;
    for (const Value& value : m_values) {
        if (value.field == field && (!best || value.row < best->row)) best = &value;
    }
    return best ? best->text : std::string();
}

std::vector<std::string> ReferenceRecord::all(std::string_view field) const {
    std::vector<const Value*> found;
    for (const Value& value : m_values) {
        if (value.field == field) found.push_back(&value);
    }
    std::ranges::stable_sort(found, {}, [](const Value* value) { return value->row; });
    std::vector<std::string> texts;
    for (const Value* value : found)
        texts.push_back(value->text);
    return texts;
}

std::string ReferenceRecord::describe() const {
    std::string all;
    for (const Value& value : m_values) {
        if (all.size() < 80 && all.find(value.text) == std::string::npos) all += (all.empty() ? "" : "; ") + value.text;
    }
    return all.empty() ? std::string() : "“" + excerpt(all) + "” ";
}

bool is_reference_tag(std::string_view dialect, std::string_view tag) {
    const auto found = table().find(dialect);
    return found != table().end() && found->second.contains(tag);
}

Reading reference_reading(const ReferenceRecord& reference, std::string_view format, const RawRecord& raw) {
    Document document;
    document.type = DocumentType::article;
    document.format = format;
    document.title = reference_title(reference);
    document.content = reference_text(reference, document.title);
    const auto& blocks = document.content.blocks;
    const bool says_something = std::ranges::any_of(
        blocks, [](const Block& b) { return b.section == "title" || b.section.starts_with("abstract"); });
    if (!says_something) {
        return {
            {}, {{{}, {}, {}, "the reference " + reference.describe() + "has neither a title nor an abstract"}}, {}};
    }
    read_identifiers(reference, document.identifiers);
    // Embase gives the abstracts of a meeting the DOI of the supplement that they all stand in.
    if (ascii_lower(reference.first("kind")) == "conference abstract" && document.identifiers.doi) {
        add_unique(document.mentioned, "doi:" + *document.identifiers.doi);
        document.identifiers.doi.reset();
    }
    for (const std::string& journal : {reference.first("journal"), reference.first("journal_of_part"),
                                       reference_source(reference.first("source"))}) {
        if (!document.journal && !journal.empty()) document.journal = plain_markup(journal);
    }
    read_date(reference, document);
    document.language = language_code(reference.first("language"));
    read_authors(reference, document.authors);
    read_types(reference, document.publication_types);
    read_notices(reference, document);
    read_registrations(document);
    for (const std::string& note : reference.all("note")) {
        for (RegistryNumber& found : find_registry_numbers(note)) {
            if (std::ranges::find(document.identifiers.registry, found.number) == document.identifiers.registry.end()) {
                add_unique(document.mentioned, std::move(found.number));
            }
        }
    }
    document.id = document_id(document, raw.bytes);
    return {{std::move(document)}, {}, {}};
}

} // namespace ekb::importers
