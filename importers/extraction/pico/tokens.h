// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction::pico {

/// The words and punctuation marks of a text, in order, never empty, without white space. Brackets, quotes, `% ; , :`
/// and relations (`= < > ±`) stand alone; hyphens, decimal points and the stops of abbreviations stay inside their
/// word. Text whose words are already separated by spaces (as treebanks print it) keeps its words.
std::vector<ByteSpan> tokens(std::string_view text);

/// Index of each sentence's first token, from 0; a sentence ends after `. ? !` alone, or before a line break that
/// follows a blank line.
std::vector<std::size_t> sentence_starts(std::string_view text, const std::vector<ByteSpan>& tokens);

} // namespace ekb::importers::extraction::pico
