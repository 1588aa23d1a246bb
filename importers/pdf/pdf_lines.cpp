// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/pdf/pdf_lines.h"

#include "importers/pdf/resource.h"
#include "importers/source/tsv.h"
#include "importers/source/utf8.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

namespace ekb::importers {

namespace {

constexpr double margin = 0.1; // of the page's height
constexpr std::string_view soft_hyphen = "\xC2\xAD";

bool in_margin(const PdfLine& line, const PdfPage& page) {
    return line.bottom < page.height * margin || line.top > page.height * (1 - margin);
}

bool is_page_number(const std::string& text) {
    static const RE2 number(R"((?i)(?:page |p\. ?|[-–—] ?)?[a-z]?\d{1,5}(?: ?(?:of|/) ?\d{1,5})?(?: ?[-–—])?)");
    return RE2::FullMatch(text, number);
}

bool is_address(const std::string& text) {
    static const RE2 address(R"((?i)(?:doi:? ?)?(?:https?://|www\.|10\.\d{4,9}/)\S+)");
    return RE2::FullMatch(text, address);
}

/// The words without what differs from page to page.
std::string running_key(const std::string& text) {
    static const RE2 digits(R"(\d+)");
    std::string key = ascii_lower(text);
    RE2::GlobalReplace(&key, digits, "#");
    return key;
}

/// Words split at white space, without the punctuation around them.
std::vector<std::string_view> words_in(std::string_view line) {
    std::vector<std::string_view> words;
    static constexpr std::string_view around = " .,;:()[]\"";
    while (!line.empty()) {
        const std::size_t end = std::min(line.find(' '), line.size());
        std::string_view word = line.substr(0, end);
        while (!word.empty() && around.find(word.front()) != std::string_view::npos) word.remove_prefix(1);
        while (!word.empty() && around.find(word.back()) != std::string_view::npos) word.remove_suffix(1);
        if (!word.empty()) words.push_back(word);
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    return words;
}

const std::set<std::string, std::less<>>& kept_parts() {
    static const std::set<std::string, std::less<>> parts = [] {
        std::set<std::string, std::less<>> all;
        for (const auto& row : tsv_rows(pdf::resource("kept_hyphens.tsv"))) all.emplace(row.at(0));
        return all;
    }();
    return parts;
}

} // namespace

void drop_running_lines(PdfFile& file) {
    std::map<std::string, std::set<const PdfPage*>> pages_with;
    for (const PdfPage& page : file.pages) {
        for (const PdfBlock& block : page.blocks) {
            for (const PdfLine& line : block.lines) {
                if (in_margin(line, page)) pages_with[running_key(line.text)].insert(&page);
            }
        }
    }
    for (PdfPage& page : file.pages) {
        for (PdfBlock& block : page.blocks) {
            std::erase_if(block.lines, [&](const PdfLine& line) {
                return in_margin(line, page) && (is_page_number(line.text) || is_address(line.text) || pages_with[running_key(line.text)].size() > 1);
            });
        }
        std::erase_if(page.blocks, [](const PdfBlock& block) { return block.lines.empty(); });
    }
}

LineJoiner::LineJoiner(const PdfFile& file) {
    for (const PdfPage& page : file.pages) {
        for (const PdfBlock& block : page.blocks) {
            for (const PdfLine& line : block.lines) {
                // The last word of a line may be the half of one.
                for (const std::string_view word : words_in(line.text)) {
                    if (!word.ends_with('-')) m_words.insert(ascii_lower(word));
                }
            }
        }
    }
}

bool LineJoiner::keeps_hyphen(const std::string& before, const std::string& after) const {
    if (m_words.contains(before + "-" + after)) return true;
    if (m_words.contains(before + after)) return false;
    const std::size_t last_part = before.rfind('-');
    return kept_parts().contains(last_part == std::string::npos ? before : before.substr(last_part + 1));
}

void LineJoiner::join(std::string& text, const std::string& line) const {
    if (text.empty()) {
        text = line;
        return;
    }
    if (std::string_view(text).ends_with(soft_hyphen)) {
        text.resize(text.size() - soft_hyphen.size());
        text += line;
        return;
    }
    const bool broken = text.size() > 1 && text.back() == '-' && is_lower_byte(text[text.size() - 2]) && !line.empty() && is_lower_byte(line.front());
    if (!broken) {
        // "12-" and "month", "IL-" and "6": a hyphen that is the word's own
        const bool goes_on = text.size() > 1 && text.back() == '-' && text[text.size() - 2] != ' ';
        text += (goes_on ? "" : " ") + line;
        return;
    }
    const auto last = words_in(text);
    const auto first = words_in(line);
    std::string before(last.empty() ? std::string_view() : last.back());
    if (before.ends_with('-')) before.pop_back();
    if (first.empty() || !keeps_hyphen(ascii_lower(before), ascii_lower(first.front()))) text.pop_back();
    text += line;
}

} // namespace ekb::importers
