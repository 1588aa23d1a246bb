// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/cells/links.h"
#include "kb/model/document.h"

#include <vector>

namespace ekb::importers::extraction::cells {

/// The trained models of a lone sentence's cells. Data files, made by training/train_cells.cpp.
struct CellModels {
    LinearModel first;         ///< tokens: outside, parts of a cell (bio.h)
    LinearModel second;        ///< the same, told of what the first made of the sentence
    LinearModel interventions; ///< a figure and an intervention: not its, or its
    LinearModel outcomes;      ///< a figure and an outcome

    /// The models that the program was built with. Read at first use; thread-safe.
    static const CellModels& built_in();
};

/// One group's figure for one outcome, in tokens of its sentence.
struct Cell {
    TaggedSpan intervention;
    TaggedSpan outcome;
    TaggedSpan figure;
    double probability = 0;
};

/// The cells of a sentence that tells results, in the order of their figures.
std::vector<Cell> read_cells(const SentenceView& view, const CellModels& models);

/// Whether a document is no more than a result or two: no title, no sections, three sentences at most.
bool lone_result(const DocumentText& content, const Prose& prose);

/// A lone result's claims: one for each outcome, with every group's figure. Where `claims` holds one about the same
/// outcome, its direction and estimate are kept; those about other outcomes stay as they are, without figures.
std::vector<Claim> claims_of_cells(const Document& document, const Prose& prose, const ProseTraits& traits,
                                   std::vector<Claim> claims);

} // namespace ekb::importers::extraction::cells
