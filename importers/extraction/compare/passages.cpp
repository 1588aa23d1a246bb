// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare/passages.h"

#include "importers/extraction/compare/stems.h"
#include "importers/extraction/compare/table_view.h"

namespace ekb::importers::extraction {

namespace {

std::vector<std::string> stems_of(const std::vector<Token>& tokens) {
    std::vector<std::string> stems;
    stems.reserve(tokens.size());
    for (const Token& token : tokens) stems.push_back(token.kind == TokenKind::symbol ? std::string() : stem(token.lower));
    return stems;
}

void add_stems(std::unordered_set<std::string>& to, std::string_view text) {
    for (const Token& token : tokenise(text)) {
        if (token.kind != TokenKind::symbol) to.insert(stem(token.lower));
    }
}

Passage sentence_passage(const DocumentText& content, const Sentence& sentence) {
    Passage passage;
    passage.span = sentence.span;
    passage.section = content.blocks[sentence.block].section;
    passage.kind = sentence.section;
    passage.body = sentence.body;
    passage.tokens = sentence.tokens;
    passage.stems = stems_of(sentence.tokens);
    return passage;
}

void add_table(std::vector<Passage>& passages, const DocumentText& content, int index) {
    const Table& table = content.tables[static_cast<std::size_t>(index)];
    const TableView view = view_table(content, table);
    std::unordered_set<std::string> caption;
    add_stems(caption, content.at(table.caption));
    for (const TableRow& row : view.rows) {
        if (row.cells.size() < 2) continue;
        Passage passage;
        passage.span = row.line;
        passage.section = table.section;
        passage.kind = SectionKind::results;
        passage.body = true;
        passage.table = index;
        passage.row = row.row;
        passage.tokens = tokenise(content.text, row.line);
        passage.stems = stems_of(passage.tokens);
        passage.context = caption;
        add_stems(passage.context, row.label);
        passages.push_back(std::move(passage));
    }
}

} // namespace

std::vector<Passage> read_passages(const DocumentText& content, const std::vector<Sentence>& sentences) {
    std::vector<Passage> passages;
    passages.reserve(sentences.size());
    for (const Sentence& sentence : sentences) {
        if (sentence.tokens.size() >= 4) passages.push_back(sentence_passage(content, sentence));
    }
    for (std::size_t t = 0; t < content.tables.size(); ++t) add_table(passages, content, static_cast<int>(t));
    return passages;
}

} // namespace ekb::importers::extraction
