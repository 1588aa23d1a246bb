// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/extract.h"
#include "importers/extraction/text/sections.h"
#include "importers/extraction/words/tokens.h"

#include <algorithm>
#include <optional>

namespace ekb::importers::extraction {

namespace {

bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool lower(char c) {
    return c >= 'a' && c <= 'z';
}

std::string_view trim(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

/// A heading at the start of a line, with what follows it in the line.
struct Label {
    std::string_view heading;
    std::size_t size = 0; ///< bytes up to the text after it
};

bool label_word(char c) {
    return upper(c) || lower(c) || c == ' ' || c == '&' || c == '/' || c == '-' || c == '\'' || c == ',';
}

/// "RESULTS:", "Results." or "RESULTS We found": a heading of ours before a colon, a full stop, or in capitals.
std::optional<Label> label_at(std::string_view line, bool line_start) {
    if (line.empty() || !upper(line.front())) return std::nullopt;
    std::size_t end = 0;
    while (end < line.size() && end < 60 && label_word(line[end]))
        ++end;
    const std::string_view heading = trim(line.substr(0, end));
    const char mark = end < line.size() ? line[end] : '\0';
    // Only a few words are a heading: "Nineteen patients entered the study." is a sentence, "X in patients with
    // multiple sclerosis: a trial" a title.
    const auto spaces = std::ranges::count(heading, ' ');
    const bool marked =
        (mark == ':' && spaces < 5) || (mark == '.' && line_start && spaces < 3 && end + 1 < line.size());
    if (marked && is_section_heading(heading) && heading.size() < 50)
        return Label{heading, end + 1};
    if (!line_start) return std::nullopt;
    std::size_t capitals = 0;
    while (capitals < line.size() && label_word(line[capitals]) && !lower(line[capitals]))
        ++capitals;
    if (capitals < line.size() && lower(line[capitals])) capitals = line.rfind(' ', capitals);
    if (capitals == line.npos || capitals < 4 || capitals >= line.size()) return std::nullopt;
    const std::string_view shout = trim(line.substr(0, capitals));
    if (shout.size() < 4 || !is_section_heading(shout)) return std::nullopt;
    return Label{shout, capitals};
}

/// Reads a text line by line; a line is a paragraph.
class PlainText {
public:
    explicit PlainText(std::string_view text) : m_text(text) { m_out.text = std::string(text); }

    DocumentText run() {
        for (std::size_t at = 0; at < m_text.size();) {
            const std::size_t feed = m_text.find('\n', at);
            const std::size_t end = feed == m_text.npos ? m_text.size() : feed;
            line(at, end);
            at = end + 1;
        }
        return std::move(m_out);
    }

private:
    ByteSpan trimmed(std::size_t begin, std::size_t end) const {
        const std::string_view kept = trim(m_text.substr(begin, end - begin));
        const std::size_t from = kept.empty() ? begin : static_cast<std::size_t>(kept.data() - m_text.data());
        return {from, from + kept.size()};
    }

    void add(BlockKind kind, ByteSpan span, std::string section) {
        if (!span.empty()) m_out.blocks.push_back({kind, span, std::move(section)});
    }

    void line(std::size_t begin, std::size_t end) {
        const ByteSpan span = trimmed(begin, end);
        if (span.empty()) return;
        const std::string_view words = m_text.substr(span.begin, span.size());
        if (m_out.blocks.empty() && !label_at(words, true) && title_stands_here(span)) {
            add(BlockKind::title, span, "title");
            return;
        }
        paragraph(span);
    }

    /// The first line is a title where an empty line or a heading follows it.
    bool title_stands_here(ByteSpan span) const {
        if (span.size() > 500) return false;
        const std::size_t feed = m_text.find('\n', span.end);
        if (feed == m_text.npos) return false;
        const std::string_view rest = m_text.substr(feed + 1);
        const std::string_view next = rest.substr(0, rest.find('\n'));
        return trim(next).empty() || label_at(trim(next), true).has_value();
    }

    /// A line, cut at the headings in it.
    void paragraph(ByteSpan span) {
        std::size_t from = span.begin;
        for (std::size_t at = span.begin; at < span.end; ++at) {
            const bool start = at == span.begin;
            const bool after_stop =
                at >= span.begin + 2 && m_text[at - 1] == ' ' && (m_text[at - 2] == '.' || m_text[at - 2] == ')');
            if (!start && !after_stop) continue;
            const auto label = label_at(m_text.substr(at, span.end - at), start);
            if (!label) continue;
            add(BlockKind::paragraph, trimmed(from, at), m_section);
            m_section = "abstract/" + lower_case(label->heading);
            add(BlockKind::heading, trimmed(at, at + label->size), m_section);
            from = at + label->size;
            at = from - 1;
        }
        add(BlockKind::paragraph, trimmed(from, span.end), m_section);
    }

    std::string_view m_text;
    std::string m_section = "abstract";
    DocumentText m_out;
};

} // namespace

DocumentText plain_text(std::string_view text) {
    return PlainText(text).run();
}

} // namespace ekb::importers::extraction
