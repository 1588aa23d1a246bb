// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/cells/cells.h"
#include "importers/extraction/linear/train_linear.h"
#include "importers/extraction/training/examples.h"
#include "importers/extraction/training/train_chain.h"

#include <memory>
#include <string>
#include <vector>

namespace ekb::importers::extraction::training {

/// A labelled cell in words of its sentence.
struct GoldCell {
    std::string intervention;
    std::string outcome;
    std::string figure;
};

/// A labelled sentence, read.
struct CellCase {
    std::string id;
    std::vector<GoldCell> cells;
    std::unique_ptr<DocumentText> content; ///< stays where it is: the prose looks into it
    Prose prose;
    ProseTraits traits;
    std::size_t at = 0; ///< the sentence of the prose that the case is about
    float weight = 1;
    std::vector<TaggedSpan> spans; ///< where the labels stand

    const Sentence& sentence() const { return prose.sentences[at]; }
    cells::SentenceView view() const { return {prose, traits, at}; }
};

/// The texts of a folder's gold.ndjson, a case for each sentence. Throws Error naming the file and line.
std::vector<CellCase> read_cell_cases(const std::string& folder, const LinearModel& phrases);

/// The results of labelled abstracts that give groups' figures, where every label stands in one sentence.
std::vector<CellCase> cell_cases_of(const std::string& folder, const LinearModel& phrases);

/// A sentence for a tagger.
LabelledChain tag_chain(const CellCase& one, const std::vector<Features>& features);

/// The figures of a sentence's spans, each with everything that it may be of.
std::vector<Example> link_examples(const CellCase& one, const std::vector<TaggedSpan>& spans, cells::CellPart part);

} // namespace ekb::importers::extraction::training
