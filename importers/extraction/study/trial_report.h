// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/linear/linear_model.h"
#include "importers/extraction/tagging/token_traits.h"
#include "importers/extraction/text/prose.h"
#include "kb/model/document.h"

#include <cstdint>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// The different words of a text's core sentences, each by its hash (TokenTraits::word), in rising order.
std::vector<std::uint32_t> different_words(const Prose& prose, const ProseTraits& traits);

/// How much a text reads as the report of a trial: points for the kinds of words that such reports use and against those of
/// other kinds of work (data/report_words.tsv), and how usual its words are in reports of trials (`usual`:
/// ClaimModels::report_words). About 10 to 35; more is more alike.
double report_likeness(const Prose& prose, const ProseTraits& traits, const LinearModel& usual);

/// What a source or a title says that is reported: a trial; something else, as a review of others' trials or a case; or nothing.
enum class ReportKind { unsaid, trial, other };

/// By the publication types (data/publication_types.tsv), of which that of a trial wins, then by the title
/// (data/review_titles.tsv).
ReportKind said_kind(const std::vector<std::string>& publication_types, const Prose& prose);

/// Whether results are looked for in a text: not in what is said to be a review or a case; in what is said to be a trial, or
/// whose words name the design of one; and otherwise where it reads as the report of one. A cohort's risk factors, chemistry
/// or the ecology of birds have names and numbers too, but nobody was given anything against something else.
bool tells_of_trial(ReportKind said, const Design& design, const Prose& prose, const ProseTraits& traits, const LinearModel& usual);

} // namespace ekb::importers::extraction
