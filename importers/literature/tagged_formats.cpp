// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/tagged_formats.h"

#include "importers/literature/reference_record.h"
#include "importers/literature/tagged.h"
#include "importers/source/lines.h"
#include "importers/source/utf8.h"

#include <algorithm>

namespace ekb::importers {

namespace {

bool upper_or_digit(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// The length of the tag at the front: capitals and digits, a capital first; 0 where there is none of `most` at most.
std::size_t tag_length(std::string_view line, std::size_t most) {
    std::size_t n = 0;
    while (n < line.size() && upper_or_digit(line[n]))
        ++n;
    return n >= 2 && n <= most && line[0] >= 'A' ? n : 0;
}

/// "TI  - text": a tag, white space (or none), a hyphen, white space or the line's end.
std::optional<TaggedLine> dashed_line(std::string_view line, std::size_t most) {
    const std::size_t n = tag_length(line, most);
    if (n == 0) return std::nullopt;
    std::size_t at = n;
    while (at < line.size() && at <= 5 && (line[at] == ' ' || line[at] == '\t'))
        ++at;
    if (at >= line.size() || line[at] != '-') {
        return at == line.size() && at > n ? std::optional(TaggedLine{line.substr(0, n), {}}) : std::nullopt; // "DO  "
    }
    const bool spaced = at + 1 == line.size() || line[at + 1] == ' ' || line[at + 1] == '\t' || at > n;
    if (!spaced) return std::nullopt;
    return TaggedLine{line.substr(0, n), trimmed(line.substr(at + 1))};
}

std::optional<TaggedLine> ris_line(std::string_view line) {
    return dashed_line(line, 2);
}
std::optional<TaggedLine> nbib_line(std::string_view line) {
    return dashed_line(line, 4);
}

bool has_tag(std::string_view line, std::string_view tag) {
    const auto tagged = ris_line(line);
    return tagged && tagged->tag == tag;
}

/// "<3001. >" and "<1>": the counters of Ovid's exports.
bool is_ovid_counter(std::string_view line) {
    const std::string_view text = trimmed(line);
    if (text.size() < 3 || text.front() != '<' || text.back() != '>') return false;
    return text.find_first_not_of("0123456789. ", 1) == text.size() - 1 && text[1] >= '0' && text[1] <= '9';
}

/// A type after a type says it again, as some exports do.
bool ris_starts(std::string_view line, std::string_view tag_before) {
    return is_ovid_counter(line) || (has_tag(line, "TY") && tag_before != "TY");
}
bool ris_ends(std::string_view line) {
    return has_tag(line, "ER");
}

bool nbib_starts(std::string_view line, std::string_view) {
    return line.starts_with("PMID-") || line.starts_with("PMID -");
}
bool never(std::string_view) {
    return false;
}

std::optional<TaggedLine> wos_line(std::string_view line) {
    const std::size_t n = tag_length(line, 2);
    if (n != 2 || (line.size() > 2 && line[2] != ' ')) return std::nullopt;
    return TaggedLine{line.substr(0, 2), trimmed(line.substr(2))};
}
bool wos_starts(std::string_view line, std::string_view tag_before) {
    return line.starts_with("PT ") && tag_before != "FN" && tag_before != "VR";
}
bool wos_ends(std::string_view line) {
    return trimmed(line) == "ER" || trimmed(line) == "EF";
}

/// A field's name stands at the margin, alone.
std::optional<TaggedLine> ovid_line(std::string_view line) {
    if (line.empty() || line.front() == ' ' || line.front() == '\t' || line.front() == '<') return std::nullopt;
    return TaggedLine{trimmed(line), {}};
}
bool ovid_starts(std::string_view line, std::string_view) {
    return is_ovid_counter(line);
}

/// "TI ~ text" or "TI: text".
std::optional<TaggedLine> inspec_line(std::string_view line) {
    if (tag_length(line, 2) != 2) return std::nullopt;
    const std::string_view rest = trimmed(line.substr(2));
    if (!rest.starts_with('~') && !rest.starts_with(':')) return std::nullopt;
    return TaggedLine{line.substr(0, 2), trimmed(rest.substr(1))};
}
/// "Record 1 of 5 - INSPEC 1990-1995".
bool inspec_starts(std::string_view line, std::string_view) {
    return line.starts_with("Record") && line.find("INSPEC") != std::string_view::npos;
}

std::optional<TaggedLine> refer_line(std::string_view line) {
    if (line.size() < 2 || line[0] != '%' || line[1] == ' ') return std::nullopt;
    return TaggedLine{line.substr(1, 1), trimmed(line.substr(2))};
}
bool refer_starts(std::string_view line, std::string_view tag_before) {
    return line.starts_with("%0") && !tag_before.empty() && tag_before != "0";
}

constexpr TaggedDialect ris{"ris", "RIS", ris_line, ris_starts, ris_ends, false};
constexpr TaggedDialect nbib{"nbib", "MEDLINE text (NBIB)", nbib_line, nbib_starts, never, false};
constexpr TaggedDialect wos{"wos", "Web of Science text", wos_line, wos_starts, wos_ends, false};
constexpr TaggedDialect ovid{"ovid", "Ovid text", ovid_line, ovid_starts, never, false};
constexpr TaggedDialect inspec{"inspec", "INSPEC text", inspec_line, inspec_starts, never, false};
constexpr TaggedDialect refer{"refer", "EndNote text (ENW)", refer_line, refer_starts, never, true};

/// The first line that says something.
std::string_view first_line(std::string_view head) {
    for (std::string_view line : lines_of(head)) {
        if (!trimmed(line).empty()) return line;
    }
    return {};
}

bool any_line(std::string_view head, bool (*test)(std::string_view)) {
    return std::ranges::any_of(lines_of(head), test);
}

bool recognise_nbib(std::string_view head) {
    return any_line(head, [](std::string_view line) { return nbib_starts(line, {}); }) &&
           count_tagged_lines(head, nbib) >= 2;
}

bool recognise_wos(std::string_view head) {
    const std::string_view line = first_line(head);
    return (line.starts_with("FN ") || line.starts_with("PT ")) && count_tagged_lines(head, wos) >= 1;
}

bool recognise_ris(std::string_view head) {
    const bool typed = any_line(head, [](std::string_view line) { return has_tag(line, "TY"); });
    if (typed && (ris_line(first_line(head)) || count_tagged_lines(head, ris) >= 1)) return true;
    return is_ovid_counter(first_line(head)) && count_tagged_lines(head, ris) >= 3;
}

bool recognise_ovid(std::string_view head) {
    return is_ovid_counter(first_line(head)) && count_tagged_lines(head, ovid) >= 2;
}

bool recognise_inspec(std::string_view head) {
    return inspec_starts(first_line(head), {}) && count_tagged_lines(head, inspec) >= 2;
}

bool recognise_refer(std::string_view head) {
    return first_line(head).starts_with('%') && count_tagged_lines(head, refer) >= 2;
}

/// Values of these tags are one a line: the lines that go on are further ones.
bool is_list_tag(std::string_view tag) {
    return tag == "AU" || tag == "AF" || tag == "CA" || tag == "A1" || tag == "BA";
}

Reading read_reference(const RawRecord& raw, const TaggedDialect& dialect, std::string_view format) {
    ReferenceRecord reference(dialect.name);
    for (const auto& [tag, value] : read_tagged(raw.bytes, dialect)) {
        if (!is_list_tag(tag)) {
            reference.add(tag, value);
            continue;
        }
        for (std::string_view one : lines_of(value))
            reference.add(tag, one);
    }
    return reference_reading(reference, format, raw);
}

/// A value of a field whose continuation lines are wrapped, not listed, is one text; ReferenceRecord normalises its
/// space.
template <const TaggedDialect& dialect>
void split(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    cut_tagged(source, dialect, record, diagnostic);
}

template <const TaggedDialect& dialect, const char* format>
Reading read(const RawRecord& raw) {
    return read_reference(raw, dialect, format);
}

constexpr char ris_name[] = "ris";
constexpr char nbib_name[] = "nbib";
constexpr char wos_name[] = "wos";
constexpr char ovid_name[] = "ovid";
constexpr char inspec_name[] = "inspec";
constexpr char enw_name[] = "enw";

} // namespace

Format ris_format() {
    return {ris_name, "RIS", recognise_ris, split<ris>, read<ris, ris_name>, true};
}
Format nbib_format() {
    return {nbib_name, "MEDLINE text (NBIB)", recognise_nbib, split<nbib>, read<nbib, nbib_name>, true};
}
Format wos_format() {
    return {wos_name, "Web of Science text", recognise_wos, split<wos>, read<wos, wos_name>, true};
}
Format ovid_format() {
    return {ovid_name, "Ovid text", recognise_ovid, split<ovid>, read<ovid, ovid_name>, true};
}
Format inspec_format() {
    return {inspec_name, "INSPEC text", recognise_inspec, split<inspec>, read<inspec, inspec_name>, true};
}
Format enw_format() {
    return {enw_name, "EndNote text (ENW)", recognise_refer, split<refer>, read<refer, enw_name>, true};
}

} // namespace ekb::importers
