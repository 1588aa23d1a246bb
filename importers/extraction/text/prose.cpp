// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/text/prose.h"

#include <algorithm>

namespace ekb::importers::extraction {

namespace {

constexpr std::size_t passage_sentences = 2;

} // namespace

Prose read_prose(const DocumentText& content) {
    Prose prose;
    prose.text = content.text;
    prose.sentences = read_sentences(content);
    prose.statistics.reserve(prose.sentences.size());
    for (const Sentence& sentence : prose.sentences)
        prose.statistics.push_back(find_statistics(sentence.tokens));
    prose.abbreviations = find_abbreviations(content.text, prose.sentences);
    const auto abstract = [](const Sentence& s) { return !s.body && s.section != SectionKind::title; };
    const bool has_abstract = std::any_of(prose.sentences.begin(), prose.sentences.end(), abstract);
    for (std::size_t i = 0; i < prose.sentences.size(); ++i) {
        if (!has_abstract || !prose.sentences[i].body) prose.core.push_back(i);
    }
    return prose;
}

bool is_passage(const Prose& prose) {
    return prose.core.size() <= passage_sentences;
}

} // namespace ekb::importers::extraction
