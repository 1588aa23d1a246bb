// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/text/sections.h"
#include "importers/extraction/text/sentences.h"
#include "importers/extraction/words/tokens.h"
#include "kb/model/text.h"

#include <string>
#include <unordered_set>
#include <vector>

namespace ekb::importers::extraction {

/// A sentence or a table's row: what can answer a question by itself.
struct Passage {
    ByteSpan span;
    std::string_view section;
    SectionKind kind = SectionKind::unlabelled;
    bool body = false; ///< of a full text's body
    int table = -1;    ///< index into DocumentText::tables; -1 for a sentence
    int row = -1;      ///< of that table
    std::vector<Token> tokens;
    std::vector<std::string> stems;          ///< one a token; empty for symbols
    std::unordered_set<std::string> context; ///< stems of a row's caption and of the rows above it that name it
};

/// The passages of a document, sentences first, then table rows. Views into `content`.
std::vector<Passage> read_passages(const DocumentText& content, const std::vector<Sentence>& sentences);

} // namespace ekb::importers::extraction
