// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/text/sentences.h"

#include "importers/extraction/text/section_inference.h"
#include "importers/extraction/words/lexicon.h"

namespace ekb::importers::extraction {

namespace {

// A bracket that nobody closes must not swallow the rest of a paragraph.
constexpr std::size_t longest_bracket = 400;

bool blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool letter(char c) {
    return lower(c) || upper(c);
}

const Lexicon& abbreviations() {
    static const Lexicon lexicon(resource("sentence_abbreviations.tsv"));
    return lexicon;
}

/// The word before a full stop, letters and inner full stops: "vs", "e.g", "J".
std::string_view word_before(std::string_view text, std::size_t stop) {
    std::size_t begin = stop;
    while (begin > 0 && (letter(text[begin - 1]) || (text[begin - 1] == '.' && begin > 1 && letter(text[begin - 2]))))
        --begin;
    return text.substr(begin, stop - begin);
}

/// What may stand behind a full stop and still be its sentence's.
bool closes(char c) {
    return c == ')' || c == '"' || c == ']';
}

/// Past the ";" by which exports join the paragraphs of an abstract, where there is one.
std::size_t past_joint(std::string_view text, std::size_t at) {
    return at < text.size() && text[at] == ';' ? at + 1 : at;
}

bool ends_sentence(std::string_view text, std::size_t stop) {
    std::size_t next = stop + 1;
    while (next < text.size() && closes(text[next]))
        ++next;
    next = past_joint(text, next);
    if (next < text.size() && !blank(text[next])) return false;
    while (next < text.size() && blank(text[next]))
        ++next;
    if (next >= text.size()) return true;
    if (lower(text[next])) return false;
    if (text[stop] != '.') return true;
    const std::string_view word = word_before(text, stop);
    if (word.size() == 1 && upper(word.front()) && stop >= 2 && blank(text[stop - 2]) && upper(text[next]))
        return false;
    const std::string key = lower_case(word);
    if (!key.empty() && abbreviations().has(key)) return false;
    return text[next] != ',' && text[next] != ';' && text[next] != ')' && text[next] != '=' && text[next] != '<';
}

/// Where the bracket that opens here closes, if it does so soon enough to be one sentence's.
std::size_t bracket_end(std::string_view text, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < text.size() && i < open + longest_bracket; ++i) {
        if (text[i] == '(' || text[i] == '[') ++depth;
        if ((text[i] == ')' || text[i] == ']') && --depth == 0) return i;
    }
    return open;
}

ByteSpan trimmed(std::string_view text, std::size_t begin, std::size_t end) {
    while (begin < end && blank(text[begin]))
        ++begin;
    while (end > begin && blank(text[end - 1]))
        --end;
    return {begin, end};
}

} // namespace

std::vector<ByteSpan> split_sentences(std::string_view text, ByteSpan part) {
    const std::string_view within = text.substr(0, part.end);
    std::vector<ByteSpan> sentences;
    const auto add = [&](std::size_t begin, std::size_t end) {
        const ByteSpan span = trimmed(text, begin, end);
        if (!span.empty()) sentences.push_back(span);
    };
    std::size_t begin = part.begin;
    for (std::size_t i = part.begin; i < part.end; ++i) {
        const char c = text[i];
        if (c == '(' || c == '[') i = bracket_end(within, i);
        if ((c == '.' || c == '?' || c == '!') && ends_sentence(within, i)) {
            std::size_t end = i + 1;
            while (end < part.end && closes(text[end]))
                ++end;
            add(begin, end);
            begin = past_joint(within, end);
            i = begin - 1;
        }
    }
    add(begin, part.end);
    return sentences;
}

std::vector<Sentence> read_sentences(const DocumentText& content) {
    std::vector<Sentence> sentences;
    for (std::size_t b = 0; b < content.blocks.size(); ++b) {
        const Block& block = content.blocks[b];
        const bool prose = block.kind == BlockKind::title || block.kind == BlockKind::paragraph ||
                           block.kind == BlockKind::list_item || block.kind == BlockKind::field;
        const SectionKind kind = block.kind == BlockKind::title ? SectionKind::title : section_kind(block.section);
        if (!prose || kind == SectionKind::other) continue;
        for (const ByteSpan span : split_sentences(content.text, block.span)) {
            sentences.push_back({span, b, kind, in_body(block.section), tokenise(content.text, span)});
        }
    }
    infer_sections(sentences);
    return sentences;
}

} // namespace ekb::importers::extraction
