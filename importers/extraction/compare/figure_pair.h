// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/compare/arm_sizes.h"
#include "importers/extraction/compare/prepared_document.h"

#include <optional>
#include <vector>

namespace ekb::importers::extraction {

/// One reading of the figures that a question asks for.
struct FigurePair {
    ArmFigures intervention;
    ArmFigures comparator;
    double score = 0; ///< how well the place it was read from fits the question; only to be compared
    ByteSpan span;
    int table = -1; ///< which it was read from; -1 for a sentence
};

/// Readings from tables, arms in columns or in rows.
std::vector<FigurePair> table_pairs(const PreparedDocument& document, const Question& question, const ArmSizes& sizes);

/// Readings from sentences.
std::vector<FigurePair> sentence_pairs(const PreparedDocument& document, const Question& question, const ArmSizes& sizes);

/// The best reading of all that fits well enough, else the arms' sizes alone; nullopt where not even those are known.
/// `total` is how many were randomised, where that is known.
std::optional<FigurePair> best_pair(const PreparedDocument& document, const Question& question, std::optional<int> total);

} // namespace ekb::importers::extraction
