// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/pubmed_listing.h"

#include "importers/literature/reference_record.h"
#include "importers/literature/tagged.h"
#include "importers/source/lines.h"
#include "importers/source/utf8.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace ekb::importers {

namespace {

/// "2. Prog Retin Eye Res. 2015 Mar;45:111-31."
bool is_source_line(std::string_view line, std::string_view) {
    static const RE2 source(R"(^\d+\. \S.*?\. (?:19|20)\d\d\b.*)");
    return RE2::FullMatch({line.data(), line.size()}, source);
}
std::optional<TaggedLine> no_tag(std::string_view) {
    return std::nullopt;
}
bool never(std::string_view) {
    return false;
}

constexpr TaggedDialect listing{"pubmed-text", "PubMed abstracts as text", no_tag, is_source_line, never, false};

bool recognise_listing(std::string_view head) {
    static const RE2 pmid(R"((?m)^PMID: \d+)");
    for (std::string_view line : lines_of(head)) {
        if (trimmed(line).empty()) continue;
        return is_source_line(line, {}) && (RE2::PartialMatch({head.data(), head.size()}, pmid) || head.size() > 60000);
    }
    return false;
}

void split_listing(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    cut_tagged(source, listing, record, diagnostic);
}

std::vector<std::string> paragraphs_of(std::string_view record) {
    std::vector<std::string> paragraphs;
    bool open = false;
    for (std::string_view line : lines_of(record)) {
        const std::string words = normal_space(line);
        if (open && !words.empty()) {
            // Identifiers stand one a line, without empty lines between them.
            const bool own = words.starts_with("PMID: ") || words.starts_with("PMCID: ") || words.starts_with("DOI: ");
            own ? paragraphs.push_back(words) : static_cast<void>(paragraphs.back() += " " + words);
        } else if (!words.empty()) {
            paragraphs.push_back(words);
        }
        open = !words.empty();
    }
    return paragraphs;
}

/// "Zhang SX(1), Ma JH(2)(3)."
bool is_author_line(std::string_view paragraph) {
    static const RE2 authors(R"((?:[\p{L}'’ .-]+ [A-Z]{1,4}(?: (?:Jr|Sr|2nd|3rd))?(?:\(#?\d+\))*(?:, |; |\.$|$))+)");
    return RE2::FullMatch({paragraph.data(), paragraph.size()}, authors);
}

void add_authors(std::string paragraph, ReferenceRecord& to) {
    static const RE2 mark(R"(\(#?\d+\))");
    RE2::GlobalReplace(&paragraph, mark, "");
    if (paragraph.ends_with('.')) paragraph.pop_back();
    for (std::string_view rest = paragraph; !rest.empty();) {
        const std::string_view one = rest.substr(0, rest.find(','));
        to.add("author", one);
        rest.remove_prefix(std::min(rest.size(), one.size() + 1));
    }
}

void add_source(std::string_view line, ReferenceRecord& to) {
    static const RE2 source(R"(^\d+\. (.*?)\. ((?:19|20)\d\d[^;:]*).*)");
    std::string journal;
    std::string date;
    if (!RE2::FullMatch({line.data(), line.size()}, source, &journal, &date)) return;
    to.add("journal", journal);
    to.add("date", date);
    to.add("note", line); // "doi: 10.…"
}

Reading read_listing(const RawRecord& raw) {
    static constexpr std::array<std::string_view, 10> asides = {
        "Author information:", "Comment in", "Comment on",  "Erratum in", "Collaborators:",
        "Copyright",           "©",          "Conflict of", "Update in",  "Update of"};
    ReferenceRecord reference("pubmed-text");
    std::string abstract;
    bool authors = false;
    const auto paragraphs = paragraphs_of(raw.bytes);
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
        const std::string& text = paragraphs[i];
        const auto begins = [&](std::string_view begin) { return text.starts_with(begin); };
        if (i == 0) {
            add_source(text, reference);
        } else if (i == 1) {
            reference.add("title", text);
        } else if (begins("[Article in ")) {
            reference.add("language", std::string_view(text).substr(12, text.find(']') - 12));
        } else if (begins("PMID: ")) {
            reference.add("pmid", std::string_view(text).substr(6, text.find(' ', 6) - 6));
        } else if (begins("PMCID: ")) {
            reference.add("pmcid", std::string_view(text).substr(7));
        } else if (begins("DOI: ")) {
            reference.add("doi", std::string_view(text).substr(5));
        } else if (!authors && abstract.empty() && is_author_line(text)) {
            add_authors(text, reference);
            authors = true;
        } else if (std::none_of(asides.begin(), asides.end(), begins)) {
            abstract += (abstract.empty() ? "" : " ") + text;
        }
    }
    reference.add("abstract", abstract);
    return reference_reading(reference, "pubmed-text", raw);
}

} // namespace

Format pubmed_listing_format() {
    return {"pubmed-text", "PubMed abstracts as text", recognise_listing, split_listing, read_listing, true};
}

} // namespace ekb::importers
