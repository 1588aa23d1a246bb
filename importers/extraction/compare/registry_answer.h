// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/compare.h"
#include "importers/extraction/compare/question.h"
#include "kb/model/document.h"

namespace ekb::importers::extraction {

/// What a registry record's own results say to a question: of its claims the one whose endpoint and arms fit best, turned
/// round where its arms are. A registry states results as figures and analyses, not as sentences, so that nothing else of
/// it is read. Empty where no claim fits.
ComparisonReading registry_answer(const Document& document, const Question& question);

} // namespace ekb::importers::extraction
