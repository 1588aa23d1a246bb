// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/token_abstracts.h"

#include "importers/extraction/text/sections.h"
#include "importers/extraction/training/article_abstracts.h"
#include "kb/model/error.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <string_view>

namespace ekb::importers::extraction::training {

namespace {

using Words = std::vector<std::string>;

bool one_of(std::string_view token, std::initializer_list<std::string_view> these) {
    return std::ranges::find(these, token) != these.end();
}

bool in_capitals(std::string_view token) {
    return std::ranges::all_of(token, [](char c) { return (c >= 'A' && c <= 'Z') || std::string_view("/&-,()").find(c) != std::string_view::npos; });
}

std::string joined(const Words& tokens, std::size_t first, std::size_t count) {
    std::string words;
    for (std::size_t i = first; i < first + count; ++i)
        words += (i == first ? "" : " ") + tokens[i];
    return words;
}

/// How many tokens from here on are a heading; 0 where none is.
std::size_t heading_length(const Words& tokens, std::size_t at) {
    constexpr std::size_t longest = 6;
    if (at > 0 && !one_of(tokens[at - 1], {".", "?", "!"})) return 0;
    for (std::size_t count = std::min(longest, tokens.size() - at - 1); count > 0; --count) {
        const auto first = tokens.begin() + static_cast<std::ptrdiff_t>(at);
        if (std::all_of(first, first + static_cast<std::ptrdiff_t>(count), in_capitals) &&
            is_whole_section_heading(joined(tokens, at, count)))
            return count;
    }
    return 0;
}

/// Whether no blank stands between a token and the next.
bool stand_together(std::string_view token, std::string_view next) {
    const bool range = token == "%" && next.size() > 1 && next[0] == '-' && std::isdigit(static_cast<unsigned char>(next[1]));
    return range || one_of(token, {"(", "[", "{"}) ||
           one_of(next, {".", ",", ";", ":", "?", "!", ")", "]", "}", "%", "'", "'s"});
}

} // namespace

std::string text_of_tokens(const Words& tokens) {
    std::string text;
    const auto new_part = [&] { text.append(text.empty() ? "" : "\n\n"); };
    std::size_t first_heading = 0;
    while (first_heading < tokens.size() && heading_length(tokens, first_heading) == 0)
        ++first_heading;
    bool title = first_heading == tokens.size(); // the first sentence, where no heading ends it
    bool line_start = true;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (const std::size_t heading = heading_length(tokens, i)) {
            new_part();
            text += joined(tokens, i, heading) + ":\n";
            i += heading - 1;
            line_start = true;
            continue;
        }
        if (!line_start && !stand_together(tokens[i - 1], tokens[i])) text += ' ';
        text += tokens[i];
        line_start = title && one_of(tokens[i], {".", "?"});
        if (line_start) {
            new_part();
            title = false;
        }
    }
    return text;
}

void read_token_abstracts(std::vector<GoldDocument>& documents, const std::vector<GoldTokens>& abstracts) {
    std::map<std::string_view, const GoldTokens*> by_id;
    for (const GoldTokens& abstract : abstracts)
        by_id[abstract.id] = &abstract;
    for (GoldDocument& document : documents) {
        const auto found = by_id.find(document.id);
        if (found == by_id.end()) throw Error("no tokens of the labelled abstract " + document.id);
        document.text = text_of_tokens(found->second->tokens);
        const std::string words = without_space(document.text);
        for (const GoldClaim& claim : document.claims) {
            if (words.find(without_space(claim.quote)) == words.npos)
                throw Error("abstract " + document.id + " does not say: " + claim.quote);
        }
    }
}

} // namespace ekb::importers::extraction::training
