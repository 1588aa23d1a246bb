// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/text/prose.h"

#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// What a source or a title says that is reported: a trial; something else, as a review of others' trials or a case; or nothing.
enum class ReportKind { unsaid, trial, other };

/// By the publication types (data/publication_types.tsv), of which that of a trial wins, then by the title
/// (data/review_titles.tsv).
ReportKind said_kind(const std::vector<std::string>& publication_types, const Prose& prose);

} // namespace ekb::importers::extraction
