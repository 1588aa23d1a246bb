// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/bibtex.h"

#include "importers/literature/bibtex_parser.h"
#include "importers/literature/latex.h"
#include "importers/literature/reference_record.h"
#include "importers/source/utf8.h"

#include <re2/re2.h>

namespace ekb::importers {

namespace {

constexpr std::size_t size_limit = 256UL << 20;

bool recognise_bibtex(std::string_view head) {
    static const RE2 entry(
        R"((?im)^[ \t]*@[ \t]*(?:(?:comment|string|preamble)[ \t]*[{(]|[a-z]+[ \t]*[{(]\s*[^\s{}(),=]*\s*[,=]))");
    const std::string_view text = trimmed(head);
    if (text.starts_with('<') || text.starts_with('{') || text.starts_with('[')) return false;
    return RE2::PartialMatch({head.data(), head.size()}, entry);
}

/// Definitions that the entry may use stand before it in its record, so that it can be read alone.
std::string with_strings(std::string_view entry, const std::string& definitions) {
    static const RE2 bare_word(R"([=#][ \t\r\n]*[A-Za-z])");
    const bool uses = RE2::PartialMatch({entry.data(), entry.size()}, bare_word);
    return (uses ? definitions : std::string()) + std::string(entry);
}

void split_bibtex(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    const std::string text = read_all(source, size_limit);
    std::string definitions;
    std::size_t number = 0;
    for (const BibtexEntry& entry : find_bibtex_entries(text)) {
        if (entry.type == "string") {
            definitions += std::string(entry.text) + "\n";
        } else if (!entry.closed) {
            diagnostic({{},
                        ++number,
                        entry.line,
                        "the entry “" + excerpt(normal_space(entry.text), 60) + "” is not closed: a brace is missing"});
        } else {
            record({with_strings(entry.text, definitions), ++number, entry.line});
        }
    }
    if (number == 0) diagnostic({{}, {}, {}, "there is no entry in this BibTeX file"});
}

/// A value as its field takes it: names keep their braces until they are told apart, addresses have no LaTeX.
void add_field(const std::string& name, const std::string& value, ReferenceRecord& to) {
    if (name == "author") {
        for (const std::string& person : bibtex_persons(value))
            to.add("author", person);
    } else if (name == "url" || name == "doi") {
        std::string plain = value;
        std::erase(plain, '\\');
        std::erase(plain, '{');
        std::erase(plain, '}');
        to.add(name, plain);
    } else {
        to.add(name, latex_text(value));
    }
}

Reading read_bibtex(const RawRecord& raw) {
    BibtexStrings strings;
    ReferenceRecord reference("bibtex");
    for (const BibtexEntry& entry : find_bibtex_entries(raw.bytes)) {
        if (entry.type == "string") {
            read_bibtex_string(entry.text, strings);
            continue;
        }
        const auto fields = read_bibtex_fields(entry.text, strings);
        std::string eprint_type;
        for (const auto& [name, value] : fields) {
            if (name == "eprinttype" || name == "archiveprefix") eprint_type = ascii_lower(value);
        }
        for (const auto& [name, value] : fields) {
            if (name == "eprint" && (eprint_type == "pubmed" || eprint_type == "pmid")) {
                reference.add("pmid", value);
            } else {
                add_field(name, value, reference);
            }
        }
        break;
    }
    return reference_reading(reference, "bibtex", raw);
}

} // namespace

Format bibtex_format() {
    return {"bibtex", "BibTeX", recognise_bibtex, split_bibtex, read_bibtex, true};
}

} // namespace ekb::importers
