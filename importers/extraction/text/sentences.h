// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/text/sections.h"
#include "importers/extraction/words/tokens.h"
#include "kb/model/text.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

/// The sentences of a part of a text, in order, without the white space between them. A full stop ends none in a
/// number, after an abbreviation ("vs.", "et al.", an initial) or inside brackets.
std::vector<ByteSpan> split_sentences(std::string_view text, ByteSpan part);

/// One sentence of a document, with its tokens.
struct Sentence {
    ByteSpan span;
    std::size_t block = 0; ///< index into DocumentText::blocks
    SectionKind section = SectionKind::unlabelled;
    bool body = false; ///< of a full text's body
    std::vector<Token> tokens;

    std::string_view in(std::string_view text) const { return text.substr(span.begin, span.size()); }
};

/// The sentences of a document's titles, paragraphs, list items and captions; not of its table rows, headings and
/// reference lists.
std::vector<Sentence> read_sentences(const DocumentText& content);

} // namespace ekb::importers::extraction
