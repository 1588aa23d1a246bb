// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// Words of a claim's evidence and what the claim took them for.
struct ExplainedWords {
    std::string part;    ///< "endpoint", "intervention", "comparator", "p", "interval", "estimate", "intervention figures",
                         ///< "comparator figures", or a cue of a result: "cue up", "cue down", "cue same", "cue not" …
    std::string text;    ///< as the evidence has them
    std::size_t start = 0; ///< in code points of the document's text, end exclusive
    std::size_t end = 0;
};

/// The cell that one of a claim's figures was read from.
struct ExplainedCell {
    std::string header; ///< all that stands above it
    std::string text;
};

/// Where a row of a table stands.
struct ExplainedRow {
    std::string table;   ///< its label: "Table 2"
    std::string caption;
    std::string row;     ///< what names it, the group above it first
    std::vector<ExplainedCell> cells; ///< those whose words are the claim's figures
};

/// Why a claim says what it says, for one piece of its evidence.
struct EvidenceExplanation {
    std::vector<ExplainedWords> words; ///< in text order
    std::optional<ExplainedRow> row;   ///< of evidence from a table
};

/// One explanation for each piece of the claim's evidence, in its order; empty ones for words that the document's text does not
/// hold. It looks the claim's parts up where the evidence stands, so that a curator's claim is explained like any other.
std::vector<EvidenceExplanation> explain_claim(const Document& document, const Claim& claim);

} // namespace ekb::importers::extraction
