// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/web/text.h"

#include "importers/extraction/extract.h"
#include "importers/source/identity.h"
#include "importers/source/lines.h"
#include "importers/source/registration.h"
#include "importers/source/sniff.h"
#include "importers/source/text_builder.h"
#include "importers/source/utf8.h"
#include "importers/web/boilerplate.h"
#include "importers/web/named_journal.h"

#include <re2/re2.h>

#include <algorithm>
#include <vector>

namespace ekb::importers {

namespace {

constexpr std::size_t text_limit = 64UL << 20;
constexpr std::size_t title_limit = 300;
/// Text broken into lines of at most this many bytes was broken by an editor, not by its author.
constexpr std::size_t wrap_limit = 110;
constexpr std::size_t wrap_least = 45;

/// One paragraph or heading each: lines, joined where they were broken at a margin.
std::vector<std::string> paragraphs(std::string_view text) {
    const std::vector<std::string_view> lines = lines_of(text);
    const bool wrapped = std::ranges::all_of(lines, [](std::string_view line) { return line.size() <= wrap_limit; });
    std::vector<std::string> all;
    bool goes_on = false;
    for (std::string_view line : lines) {
        const std::string words = normal_space(line);
        if (goes_on && !words.empty()) {
            all.back() += " " + words;
        } else if (!words.empty()) {
            all.push_back(words);
        }
        goes_on = wrapped && words.size() >= wrap_least;
    }
    return all;
}

/// A byline under the title: "By Ada Adams".
void read_byline(const std::vector<std::string>& lines, Document& document) {
    static const RE2 byline(R"((?:By|by|BY) ([\p{Lu}][^,.;:\d]{2,50})(?:, (?:MD|PhD|M\.D\.|Ph\.D\.).*)?)");
    std::string name;
    for (std::size_t i = 1; i < std::min<std::size_t>(lines.size(), 5); ++i) {
        if (RE2::FullMatch(lines[i], byline, &name)) return document.authors.push_back(name);
    }
}

/// Whether headings that extraction found in running text are those of a structured abstract: a single one may as well
/// be a sentence that ends in a colon.
bool is_labelled(const DocumentText& content) {
    const auto headings = std::ranges::count(content.blocks, BlockKind::heading, &Block::kind);
    return headings >= 2;
}

/// The blocks: the first line is the title; labelled sections ("RESULTS: …") as everywhere in plain text.
DocumentText content_of(const std::vector<std::string>& lines, std::string& title) {
    TextBuilder to;
    std::size_t first = 0;
    if (lines.size() > 1 && lines[0].size() <= title_limit) {
        title = lines[0];
        to.add(BlockKind::title, "title", title);
        first = 1;
    }
    std::string body;
    for (std::size_t i = first; i < lines.size(); ++i)
        body += "\n" + lines[i];
    const DocumentText read = extraction::plain_text(body);
    if (is_labelled(read)) {
        for (const Block& block : read.blocks)
            to.add(block.kind, block.section, read.at(block.span));
    } else {
        for (std::size_t i = first; i < lines.size(); ++i)
            to.add(BlockKind::paragraph, "body", lines[i]);
    }
    return to.take();
}

void split_text(ByteStream& source, const RecordSink& record, const DiagnosticSink& diagnostic) {
    std::string bytes = read_all(source, text_limit);
    const std::size_t good = valid_utf8_prefix(bytes);
    if (good != bytes.size()) {
        const auto line = static_cast<std::size_t>(
                              std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(good), '\n')) +
                          1;
        diagnostic(
            {{},
             {},
             line,
             "the encoding of the text is unclear: it is neither all UTF-8 nor all windows-1252, from “" +
                 excerpt(std::string_view(bytes).substr(good > 30 ? good - 30 : 0, std::min<std::size_t>(good, 30)),
                         40) +
                 "” on"});
        return;
    }
    if (!looks_like_prose(bytes)) {
        diagnostic({{}, {}, {}, unrecognised_reason(bytes)});
        return;
    }
    record({std::move(bytes), 1, 1});
}

Reading read_text(const RawRecord& record) {
    Document document;
    document.type = DocumentType::article;
    document.format = "text";
    const std::vector<std::string> lines = paragraphs(record.bytes);
    document.content = content_of(lines, document.title);
    mark_boilerplate(document.content);
    read_byline(lines, document);
    document.journal = named_journal(document.content.text);
    read_registrations(document);
    document.id = document_id(document, record.bytes);
    return {{std::move(document)}, {}, {}};
}

/// Whether each line has as many tabs as the first, one at least: a list in columns.
bool columns(const std::vector<std::string_view>& lines) {
    constexpr std::size_t fewest = 5;
    // What was cut out of a longer text may end in the middle of its last line.
    const std::size_t whole = lines.empty() ? 0 : lines.size() - 1;
    const auto tabs = [](std::string_view line) { return std::count(line.begin(), line.end(), '\t'); };
    if (whole < fewest || tabs(lines[0]) == 0) return false;
    return std::all_of(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(whole),
                       [&](std::string_view line) { return line.empty() || tabs(line) == tabs(lines[0]); });
}

/// Rows of short cells parted by one mark.
bool looks_like_table(std::string_view text) {
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    if (std::count(line.begin(), line.end(), '\t') >= 2 || columns(lines_of(text))) return true;
    for (const char mark : {',', ';', '|'}) {
        const auto cells = static_cast<std::size_t>(std::count(line.begin(), line.end(), mark)) + 1;
        const bool tight = line.find(std::string(1, mark) + " ") == std::string_view::npos;
        if (cells >= 4 && tight && line.size() / cells < 30) return true;
    }
    return false;
}

/// Lines that begin with a tag or a field's number, as exports have them: "TI  - ", "AU ~ ", "TI Zincol", "E.1.1
/// Medical".
bool looks_tagged(std::string_view text) {
    static const RE2 tag(
        R"([A-Z][A-Z0-9]{1,3} {0,2}[-~:](?: .*)?|[A-Z][A-Z0-9] [A-Z0-9].*|[A-Z]\.\d[\d.]* .*|<\d+\.? ?>|%[A-Z0-9] .*)");
    const std::vector<std::string_view> lines = lines_of(text);
    const auto tagged = std::ranges::count_if(lines, [](std::string_view line) {
        return RE2::FullMatch({line.data(), line.size()}, tag);
    });
    return tagged >= 2 && static_cast<std::size_t>(tagged) * 4 >= lines.size();
}

/// Nearly nothing but lines of a few words that no mark ends: names, one a line.
bool looks_like_list(std::string_view text) {
    constexpr std::size_t fewest = 20;
    constexpr std::ptrdiff_t most_spaces = 5;
    std::size_t entries = 0;
    std::size_t bytes = 0;
    for (const std::string_view line : lines_of(text)) {
        const std::string_view entry = trimmed(line);
        if (entry.empty() || std::string_view(".!?;:,").find(entry.back()) != std::string_view::npos) continue;
        if (std::count(entry.begin(), entry.end(), ' ') > most_spaces) continue;
        ++entries;
        bytes += line.size() + 1;
    }
    return entries >= fewest && bytes * 10 >= text.size() * 8;
}

} // namespace

bool looks_like_prose(std::string_view text) {
    const std::string_view some = trimmed(text.substr(0, 16UL << 10));
    if (some.empty() || std::string_view("<{[").find(some.front()) != std::string_view::npos ||
        looks_like_table(some) || looks_tagged(some))
        return false;
    const auto letters = static_cast<std::size_t>(std::count_if(some.begin(), some.end(), is_letter_byte));
    const auto spaces = static_cast<std::size_t>(std::count(some.begin(), some.end(), ' '));
    const auto code = static_cast<std::size_t>(std::count_if(some.begin(), some.end(), [](char c) {
        return std::string_view("{};=<>\\|_").find(c) != std::string_view::npos;
    }));
    if (letters * 10 < some.size() * 6 || code * 40 > some.size()) return false;
    const bool unspaced =
        std::count_if(some.begin(), some.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }) * 2 >
        static_cast<std::ptrdiff_t>(some.size());
    static const RE2 sentence(R"((?:[\p{L}\d,'’()%-]+ ){4,}[\p{L}\d,'’()%-]+)");
    return unspaced ? letters > 60 : spaces > 6 && RE2::PartialMatch({some.data(), some.size()}, sentence) && !looks_like_list(some);
}

Format text_format() {
    return {"text", "plain text", looks_like_prose, split_text, read_text, true};
}

} // namespace ekb::importers
