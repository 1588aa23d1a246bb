// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// Tables of references, one a row under a header row, as Zotero, Scopus, PubMed, Covidence, ASReview and the like
/// write them: commas, semicolons or tabs, quotes as RFC 4180 says. Known by its column names
/// (data/reference_fields.tsv, dialect csv).
Format csv_format();

} // namespace ekb::importers
