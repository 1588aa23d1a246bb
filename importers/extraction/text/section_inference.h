// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/text/sentences.h"

#include <vector>

namespace ekb::importers::extraction {

/// Gives the sentences of an abstract or page without headings the section that their words and place speak for
/// (data/section_cues.tsv): an aim is background, an assignment methods, a conclusion conclusions; what says none of
/// these before the first result is background, after it a result. Sentences under headings keep theirs.
void infer_sections(std::vector<Sentence>& sentences);

/// Whether a sentence speaks of how the groups were before the trial, or of what goes with what, and so of no effect.
bool tells_no_effect(const Sentence& sentence);

} // namespace ekb::importers::extraction
