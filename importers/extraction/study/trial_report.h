// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/linear/linear_model.h"
#include "importers/extraction/study/report_kind.h"
#include "importers/extraction/tagging/token_traits.h"
#include "importers/extraction/text/prose.h"
#include "kb/model/document.h"

#include <cstdint>
#include <vector>

namespace ekb::importers::extraction {

/// The different words of a text's core sentences, each by its hash (TokenTraits::word), in rising order.
std::vector<std::uint32_t> different_words(const Prose& prose, const ProseTraits& traits);

/// How much a text reads as the report of a trial: points for the kinds of words that such reports use and against those of
/// other kinds of work (data/report_words.tsv), and how usual its words are in reports of trials (`usual`:
/// ClaimModels::report_words). About 10 to 35; more is more alike.
double report_likeness(const Prose& prose, const ProseTraits& traits, const LinearModel& usual);

/// What may be read of a text as a report of a trial. A cohort's risk factors, chemistry or the ecology of birds have names and
/// numbers too, and words like "cluster", but nobody was given anything against something else.
class TrialReport {
public:
    /// `usual` is ClaimModels::report_words.
    TrialReport(ReportKind said, const Prose& prose, const ProseTraits& traits, const LinearModel& usual);

    /// Whether its words tell the design of its own trial: not a review's, which name those of the trials that it tells of.
    bool tells_design() const;
    /// Whether its arms, numbers and results are a trial's, given its design: where that is a trial's, and otherwise where the
    /// text is more alike.
    bool tells_trial(const Design& design) const;

private:
    ReportKind m_said;
    double m_likeness; ///< report_likeness(); of a sentence or two without a title, which say too little of themselves, enough
};

} // namespace ekb::importers::extraction
