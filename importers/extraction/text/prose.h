// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/numbers/statistics.h"
#include "importers/extraction/text/abbreviations.h"
#include "importers/extraction/text/sentences.h"
#include "kb/model/text.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

/// A document's prose, read once for every later step. Views into the content it was read from.
struct Prose {
    std::string_view text;
    std::vector<Sentence> sentences;
    std::vector<Statistics> statistics; ///< one for each sentence
    std::vector<Abbreviation> abbreviations;
    /// The sentences that the study is told in: title and abstract, or everything where there is no abstract.
    std::vector<std::size_t> core;
};

Prose read_prose(const DocumentText& content);

/// Whether so little is read, a sentence or two, that it was cut out for what it says.
bool is_passage(const Prose& prose);

} // namespace ekb::importers::extraction
