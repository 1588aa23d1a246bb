// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/sniff.h"

#include "importers/source/encoding.h"
#include "importers/source/lines.h"
#include "importers/source/resource.h"
#include "importers/source/tsv.h"
#include "importers/source/utf8.h"
#include "importers/source/xml_cutter.h"

#include <algorithm>

namespace ekb::importers {

namespace {

std::string hexadecimal(std::string_view bytes) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        (out += digits[byte >> 4]) += digits[byte & 15];
    }
    return out;
}

/// What to do with a source of a kind that is known and not read; empty for any other.
std::string advice_for(std::string_view text) {
    const std::string begin = ascii_lower(text.substr(0, 4096));
    const std::string root = "<" + ascii_lower(xml_root_name(text)) + ">";
    for (const auto& row : tsv_rows(source::resource("not_read.tsv"))) {
        const std::string_view sign = row.at(0);
        if (sign == root || (!sign.ends_with('>') && begin.find(sign) != std::string::npos)) return std::string(row.at(1));
    }
    return {};
}

/// Whether the text is numbers of PubMed's length, one a line, and nothing else.
bool is_pmid_list(std::string_view text) {
    const std::string_view begin = text.substr(0, 400);
    const auto lines = std::count(begin.begin(), begin.end(), '\n');
    return lines >= 2 && begin.find_first_not_of("0123456789\r\n") == std::string_view::npos && begin.find_first_of("\r\n") >= 5 &&
           begin.find_first_of("\r\n") <= 8;
}

/// Whether most lines begin with a number of MeSH: "D001249 Asthma".
bool is_mesh_list(std::string_view text) {
    const auto lines = lines_of(text.substr(0, 4096));
    const auto numbered = std::ranges::count_if(lines, [](std::string_view line) {
        const std::size_t digits = line.empty() ? 0 : line.substr(1).find_first_not_of("0123456789");
        return !line.empty() && std::string_view("CDQ").find(line.front()) != std::string_view::npos && digits >= 6 && digits <= 9;
    });
    return numbered >= 3 && static_cast<std::size_t>(numbered) * 2 > lines.size();
}

} // namespace

bool is_pdf(std::string_view head) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (head.starts_with(mark)) head.remove_prefix(mark.size());
    return trimmed(head.substr(0, 64)).starts_with("%PDF-");
}

std::optional<std::string> binary_kind(std::string_view head) {
    const std::string begin = hexadecimal(head.substr(0, 16));
    for (const auto& row : tsv_rows(source::resource("signatures.tsv"))) {
        if (begin.starts_with(row.at(0))) return std::string(row.at(1));
    }
    const Encoding encoding = detect_encoding(head);
    if (encoding.name.starts_with("UTF-16") || encoding.name.starts_with("UTF-32")) return std::nullopt;
    const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' &&
               c != '\x1A' && c != '\x1B';
    });
    const bool has_zero = head.find('\0') != std::string_view::npos;
    if (has_zero || static_cast<std::size_t>(controls) * 20 > head.size()) return "a binary file";
    return std::nullopt;
}

std::string unrecognised_reason(std::string_view head) {
    const std::string_view text = trimmed(head);
    if (text.empty()) return "there is nothing but white space in it";
    if (std::string advice = advice_for(text); !advice.empty()) return advice;
    if (is_pmid_list(text))
        return "this is a list of PMIDs without the records: fetch them from PubMed (efetch, db=pubmed, retmode=xml) and import that";
    if (is_mesh_list(text))
        return "this is a list of MeSH's numbers with a name each, without their tree and synonyms: import NLM's XML instead (descYYYY.xml, suppYYYY.xml)";
    if (const std::string_view root = xml_root_name(text); !root.empty()) {
        return "XML whose root is <" + std::string(root) + "> is not in a format that is read";
    }
    if (text.starts_with('<'))
        return "this looks like XML or HTML, but no element begins it: “" +
               excerpt(normal_space(text.substr(0, 200)), 60) + "”";
    const bool json = text.starts_with('{') || text.starts_with('[');
    const std::string begin = "“" + excerpt(normal_space(text.substr(0, 200)), 60) + "”";
    if (json) return "JSON that begins " + begin + " is not in a format that is read";
    return "text that begins " + begin + " is not in a format that is read";
}

} // namespace ekb::importers
