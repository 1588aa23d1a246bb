// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/source/registration.h"

#include "importers/source/identity.h"
#include "importers/source/resource.h"
#include "importers/source/tsv.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace ekb::importers {

namespace {

/// Whether the named cue of the data file is in the text.
bool has_cue(std::string_view cue, std::string_view text) {
    static const auto cues = [] {
        std::unordered_map<std::string_view, std::unique_ptr<RE2>> all;
        for (const auto& row : tsv_rows(source::resource("registration_cues.tsv"))) {
            all[row.at(0)] = std::make_unique<RE2>("(?i)(?:" + std::string(row.at(1)) + ")", RE2::Quiet);
        }
        return all;
    }();
    return RE2::PartialMatch({text.data(), text.size()}, *cues.at(cue));
}

/// Where the sentence that ends at ". " begins: behind the last full stop before `end` that ends no abbreviation.
std::size_t sentence_begin(std::string_view block, std::size_t end) {
    for (std::size_t at = block.substr(0, end).rfind(". "); at != std::string_view::npos && at > 0;
         at = block.substr(0, at).rfind(". ")) {
        if (!has_cue("abbreviation_end", block.substr(at > 8 ? at - 8 : 0, std::min<std::size_t>(at, 8))))
            return at + 2;
    }
    return 0;
}

std::string_view sentence_around(std::string_view block, ByteSpan span) {
    const std::size_t begin = sentence_begin(block, span.begin);
    return block.substr(begin, block.find(". ", span.end) - begin);
}

bool is_own(const Block& block, std::string_view text, ByteSpan span) {
    const std::string_view section = block.section;
    if (block.kind == BlockKind::title) return true;
    if (block.kind == BlockKind::table_row || block.kind == BlockKind::table_footnote)
        return false; // a table compares trials
    if (has_cue("own_section", section)) return true;
    const bool abstract = section.starts_with("abstract");
    if (has_cue(abstract ? "other_abstract_section" : "other_section", section)) return false;
    const std::string_view sentence = sentence_around(text, span);
    if (has_cue("other_sentence", sentence)) return false;
    return has_cue("own_statement", sentence) ||
           (has_cue("text_section", section) && has_cue("own_sentence", sentence));
}

} // namespace

void read_registrations(Document& document) {
    const std::string_view text = document.content.text;
    auto& own = document.identifiers.registry;
    std::vector<std::string> others;
    const std::vector<Block>& blocks = document.content.blocks;
    for (const RegistryNumber& found : find_registry_numbers(text)) {
        const auto after =
            std::ranges::upper_bound(blocks, found.span.begin, {}, [](const Block& b) { return b.span.begin; });
        if (after == blocks.begin()) continue;
        const Block& block = *std::prev(after);
        const ByteSpan within{found.span.begin - block.span.begin, found.span.end - block.span.begin};
        const bool ours = is_own(block, document.content.at(block.span), within);
        (ours ? own : others).push_back(found.number);
    }
    remove_repeats(own);
    const std::unordered_set<std::string> ours(own.begin(), own.end());
    for (std::string& number : others) {
        if (!ours.contains(number)) document.mentioned.push_back(std::move(number));
    }
    remove_repeats(document.mentioned);
}

} // namespace ekb::importers
