// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// PubMed's document summaries as XML: versions 1.0 (DocSum) and 2.0 (DocumentSummary) of ESummary. They have no abstract.
/// Summaries of NCBI's other databases are refused. Source: https://www.ncbi.nlm.nih.gov/books/NBK25499/. Their JSON is in
/// json_references.h.
Format pubmed_summary_format();

} // namespace ekb::importers
