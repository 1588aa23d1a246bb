// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/linear/linear_model.h"
#include "importers/extraction/study/report_kind.h"
#include "importers/extraction/tagging/token_traits.h"
#include "importers/extraction/text/prose.h"

namespace ekb::importers::extraction {

/// How much a text reads as the report of a trial, as log odds: above 0 it is one rather than other work
/// (`model`: ClaimModels::report_words; study/report_features.h).
double report_likeness(const Prose& prose, const ProseTraits& traits, const LinearModel& model);

/// Whether a text may be read as a report of a trial: where its source or title says so, where it reads so, and where it is a sentence or
/// two without a title, which who gives them asks about. A cohort's risk factors, chemistry or the ecology of birds have names and
/// numbers too, and words like "cluster", but nobody was given anything against something else. `model`: ClaimModels::report_words.
bool reads_as_trial(ReportKind said, const Prose& prose, const ProseTraits& traits, const LinearModel& model);

} // namespace ekb::importers::extraction
