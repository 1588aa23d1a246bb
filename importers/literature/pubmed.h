// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// Citations in PubMed's XML: efetch sets, baseline and update files, the older MedlineCitationSet, books, and the
/// citations that an update file deletes. Source: https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/190101/index.html.
Format pubmed_format();

} // namespace ekb::importers
