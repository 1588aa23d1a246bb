// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/parts.h"

#include "indexer/resource.h"
#include "kb/model/error.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ekb::indexer {

namespace {

constexpr std::size_t longest_heading = 70;     // bytes; longer lines are sentences
constexpr std::size_t longest_abstract = 3'500; // bytes: a structured abstract has 400 words at most

using Headings = std::unordered_map<std::string, Part>;

Part part_named(std::string_view name) {
    constexpr std::pair<std::string_view, Part> names[] = {
        {"abstract", Part::abstract}, {"introduction", Part::introduction}, {"methods", Part::methods},
        {"results", Part::results},   {"discussion", Part::discussion},     {"apart", Part::apart}};
    const auto* found = std::ranges::find(names, name, &std::pair<std::string_view, Part>::first);
    if (found == std::end(names)) throw Error("indexer/data/sections.tsv names no part so: " + std::string(name));
    return found->second;
}

Headings read_headings(std::string_view tsv) {
    Headings headings;
    while (!tsv.empty()) {
        const std::string_view line = tsv.substr(0, tsv.find('\n'));
        tsv.remove_prefix(std::min(tsv.size(), line.size() + 1));
        const std::size_t tab = line.find('\t');
        if (line.empty() || line[0] == '#' || tab == std::string_view::npos) continue;
        headings.emplace(line.substr(tab + 1), part_named(line.substr(0, tab)));
    }
    return headings;
}

/// The heading's words: lower case, without numbering and closing punctuation.
std::string plain_heading(std::string_view line) {
    const auto is_letter = [](unsigned char c) { return std::isalpha(c) != 0 || c >= 0x80; };
    while (!line.empty() && !is_letter(static_cast<unsigned char>(line.front())))
        line.remove_prefix(1);
    while (!line.empty() && !is_letter(static_cast<unsigned char>(line.back())))
        line.remove_suffix(1);
    std::string plain(line);
    for (char& c : plain)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return plain;
}

std::optional<Part> heading_part(std::string_view line) {
    static const Headings headings = read_headings(resource("sections.tsv"));
    if (line.empty() || line.size() > longest_heading) return std::nullopt;
    const std::string plain = plain_heading(line);
    if (const auto found = headings.find(plain); found != headings.end()) return found->second;
    const std::size_t more = std::min(plain.find(" and "), plain.find(" & "));
    if (more == std::string::npos) return std::nullopt;
    const auto found = headings.find(plain.substr(0, more));
    return found == headings.end() ? std::nullopt : std::optional(found->second);
}

/// Where a report stands while its lines are read one after the other.
class Walk {
public:
    explicit Walk(const Document& document)
        : m_title(document.title), m_report(document.type == DocumentType::article) {}

    Part next(std::string_view line, std::size_t begin) {
        if (!m_title_seen && line == m_title) {
            m_title_seen = true;
            m_abstract_begin = begin + line.size();
            return Part::title;
        }
        if (!m_report) return m_part == Part::apart ? walk_apart(line) : heading(line, Part::results);
        if (!in_abstract(line, begin)) return heading(line, Part::results);
        return Part::abstract;
    }

private:
    Part heading(std::string_view line, Part otherwise) {
        if (const auto part = heading_part(line)) m_part = *part;
        return m_part.value_or(otherwise);
    }

    Part walk_apart(std::string_view line) { return heading(line, Part::apart); }

    /// The abstract ends where a heading comes that it had already, or a body's first one, or where it is too long.
    bool in_abstract(std::string_view line, std::size_t begin) {
        if (m_abstract_over) return false;
        const auto part = heading_part(line);
        if (begin - m_abstract_begin > longest_abstract) {
            m_abstract_over = true;
        } else if (part && *part != Part::abstract) {
            bool& seen = m_seen[static_cast<std::size_t>(*part)];
            m_abstract_over =
                seen || *part == Part::apart || (*part == Part::introduction && begin > m_abstract_begin + 600);
            seen = true;
        }
        return !m_abstract_over;
    }

    std::string_view m_title;
    bool m_report;
    bool m_title_seen = false;
    bool m_abstract_over = false;
    std::size_t m_abstract_begin = 0;
    bool m_seen[8] = {};
    std::optional<Part> m_part;
};

bool begins(std::string_view line, std::string_view with) {
    return line.size() >= with.size() && std::equal(with.begin(), with.end(), line.begin(), [](char a, char b) {
        return a == std::tolower(static_cast<unsigned char>(b));
    });
}

/// Where a registry's line begins to tell whom the trial keeps out; the line's size where it does not. Registries have the criteria
/// in one line of both kinds, or in a line of their own.
std::size_t exclusion_in(std::string_view line) {
    constexpr std::string_view said = "exclusion criteri";
    if (begins(line, said) || begins(line, "principal exclusion criteri")) return 0;
    if (!begins(line, "eligibility")) return line.size();
    for (std::size_t at = 0; at + said.size() <= line.size(); ++at) {
        if (begins(line.substr(at), said)) return at;
    }
    return line.size();
}

/// What a registry's own labels say of a line that its headings call results.
Part registry_part(std::string_view line) {
    if (begins(line, "serious adverse event: ") || begins(line, "other adverse event: ")) return Part::adverse;
    return begins(line, "reference (") ? Part::introduction : Part::results;
}

void add_registry_line(std::vector<PartSpan>& found, Part part, std::string_view line, ByteSpan span) {
    const std::size_t kept = part == Part::results ? exclusion_in(line) : line.size();
    if (kept > 0) found.push_back({part == Part::results ? registry_part(line) : part, {span.begin, span.begin + kept}});
    if (kept < line.size()) found.push_back({Part::apart, {span.begin + kept, span.end}});
}

} // namespace

std::vector<PartSpan> parts(const Document& document) {
    std::vector<PartSpan> found;
    const std::string_view text = document.content.text;
    Walk walk(document);
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.size(), text.find('\n', begin));
        if (const std::string_view line = text.substr(begin, end - begin); !line.empty()) {
            const Part part = walk.next(line, begin);
            if (document.type == DocumentType::registry_record) add_registry_line(found, part, line, {begin, end});
            else found.push_back({part, {begin, end}});
        }
        begin = end + 1;
    }
    return found;
}

} // namespace ekb::indexer
