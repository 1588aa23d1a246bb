// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/article_abstracts.h"

#include "importers/extraction/training/read_article.h"

#include <algorithm>
#include <iterator>

namespace ekb::importers::extraction::training {

namespace {

/// A heading in capitals, as the abstracts were labelled with.
std::string heading_line(std::string words) {
    std::ranges::transform(words, words.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return words + (words.ends_with(':') ? "\n" : ":\n");
}

} // namespace

std::string without_space(std::string_view text) {
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), [](char c) { return c != ' ' && c != '\n' && c != '\t' && c != '\r'; });
    return out;
}

std::string abstract_text(const std::filesystem::path& article) {
    const Document document = read_article(article);
    std::string text;
    bool open = false; // a heading waits for its paragraphs
    for (const Block& block : document.content.blocks) {
        const bool title = block.kind == BlockKind::title && block.section == "title";
        if (!title && !block.section.starts_with("abstract")) continue;
        const std::string words(document.content.at(block.span));
        if (!text.empty() && !open) text += block.kind == BlockKind::heading || text.find('\n') == text.npos ? "\n\n" : " ";
        open = block.kind == BlockKind::heading;
        text += open ? heading_line(words) : words;
    }
    return text;
}

std::size_t read_abstracts(std::vector<GoldDocument>& documents, const std::filesystem::path& articles) {
    std::size_t unsaid = 0;
    for (GoldDocument& document : documents) {
        document.text = abstract_text(articles / (document.id + ".nxml"));
        const std::string words = without_space(document.text);
        unsaid += static_cast<std::size_t>(std::ranges::count_if(document.claims, [&](const GoldClaim& claim) {
            return words.find(without_space(claim.quote)) == words.npos;
        }));
    }
    return unsaid;
}

} // namespace ekb::importers::extraction::training
