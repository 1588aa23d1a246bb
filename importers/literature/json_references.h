// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// Crossref's REST API: a work, a list of works, a citeproc answer. Source:
/// https://api.crossref.org/swagger-ui/index.html.
Format crossref_format();
/// Europe PMC's REST API (lite and core results) and what getpapers stores of it, where every value is wrapped in a
/// list. Source: https://europepmc.org/RestfulWebService.
Format europepmc_format();
/// PubMed's document summaries (ESummary with retmode=json); those of NCBI's other databases are no such source. Source:
/// https://www.ncbi.nlm.nih.gov/books/NBK25499/.
Format pubmed_summary_json_format();
/// CSL-JSON as reference managers export it. Source: https://github.com/citation-style-language/schema, csl-data.json.
Format csl_format();

} // namespace ekb::importers
