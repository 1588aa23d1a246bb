// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/web/boilerplate.h"

#include "importers/source/text_builder.h"
#include "importers/source/tsv.h"
#include "importers/source/utf8.h"
#include "importers/web/resource.h"

#include <re2/re2.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace ekb::importers {

namespace {

bool is_tail_line(std::string_view line) {
    static const auto lines = [] {
        std::unordered_set<std::string_view> all;
        for (const auto& row : tsv_rows(web::resource("boilerplate_lines.tsv")))
            all.insert(row.at(0));
        return all;
    }();
    if (line.size() > 60) return false;
    std::string plain = ascii_lower(trimmed(line));
    while (!plain.empty() && std::string_view(":.!-»>").find(plain.back()) != std::string_view::npos)
        plain.pop_back();
    return lines.contains(std::string_view(plain));
}

} // namespace

void mark_boilerplate(DocumentText& content) {
    std::string under; // the section of a heading that is boilerplate
    bool tail = false;
    for (Block& block : content.blocks) {
        const bool below = !under.empty() && block.section.starts_with(under);
        if (!below) under.clear();
        const bool cue = block.kind != BlockKind::title && is_tail_line(content.at(block.span));
        tail = tail || (cue && block.span.begin * 2 >= content.text.size());
        if (cue && block.kind == BlockKind::heading) under = block.section;
        if (tail || cue || below) block.section = "boilerplate";
    }
}

DocumentText without_boilerplate(const DocumentText& content) {
    const bool any = std::ranges::any_of(content.blocks, [](const Block& b) { return b.section == "boilerplate"; });
    if (!any) return content;
    DocumentText out;
    // Where what begins at a byte of the old text begins in the new one; tables' spans move with their block.
    std::vector<std::pair<std::size_t, std::size_t>> moves;
    for (const Block& block : content.blocks) {
        if (block.section == "boilerplate") continue;
        if (!out.text.empty()) out.text += '\n';
        moves.emplace_back(block.span.begin, out.text.size());
        Block kept = block;
        kept.span = {out.text.size(), out.text.size() + block.span.size()};
        out.text += content.at(block.span);
        out.blocks.push_back(std::move(kept));
    }
    const auto moved = [&](ByteSpan span) -> ByteSpan {
        const auto after = std::ranges::upper_bound(moves, span.begin, {}, &std::pair<std::size_t, std::size_t>::first);
        if (span.empty() || after == moves.begin()) return {};
        const auto [from, to] = *std::prev(after);
        return {span.begin - from + to, span.end - from + to};
    };
    for (const Table& table : content.tables) {
        const auto row = std::ranges::find_if(table.cells, [](const TableCell& c) { return !c.span.empty(); });
        if (row == table.cells.end()) continue;
        const auto block =
            std::ranges::find_if(content.blocks, [&](const Block& b) { return b.span.end > row->span.begin; });
        if (block == content.blocks.end() || block->section == "boilerplate") continue;
        Table kept = table;
        kept.caption = moved(kept.caption);
        for (TableCell& cell : kept.cells)
            cell.span = moved(cell.span);
        for (ByteSpan& footnote : kept.footnotes)
            footnote = moved(footnote);
        out.tables.push_back(std::move(kept));
    }
    return out;
}

NameSays name_says(std::string_view name) {
    static const auto words = [] {
        std::unordered_map<std::string_view, NameSays> all;
        for (const auto& row : tsv_rows(web::resource("boilerplate_names.tsv"))) {
            all[row.at(0)] = row.size() > 1 ? NameSays::always_boilerplate : NameSays::boilerplate;
        }
        return all;
    }();
    NameSays most = NameSays::nothing;
    std::string word;
    char before = ' ';
    for (const char c : std::string(name) + " ") {
        const bool letter = std::isalpha(static_cast<unsigned char>(c)) != 0;
        const bool capital = letter && std::isupper(static_cast<unsigned char>(c)) != 0;
        const bool hump = capital && std::islower(static_cast<unsigned char>(before)) != 0;
        if ((!letter || hump) && !word.empty()) {
            if (const auto found = words.find(std::string_view(word)); found != words.end())
                most = std::max(most, found->second);
            word.clear();
        }
        if (letter) word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        before = c;
    }
    return most;
}

bool is_error_title(std::string_view title) {
    static const auto patterns = [] {
        std::vector<std::unique_ptr<RE2>> all;
        for (const auto& row : tsv_rows(web::resource("error_pages.tsv"))) {
            all.push_back(std::make_unique<RE2>("(?i)" + std::string(row.at(0)), RE2::Quiet));
        }
        return all;
    }();
    return std::ranges::any_of(patterns, [&](const auto& p) {
        return RE2::PartialMatch({title.data(), title.size()}, *p);
    });
}

} // namespace ekb::importers
