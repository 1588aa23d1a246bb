// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// PubMed's listing of abstracts for reading ("Abstract (text)", rettype=abstract): numbered citations, paragraphs
/// parted by empty lines, the PMID last. Source: NLM, "PubMed help: save citations as a text file".
Format pubmed_listing_format();

} // namespace ekb::importers
