// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/literature/literature_formats.h"

#include "importers/literature/bibtex.h"
#include "importers/literature/csv_references.h"
#include "importers/literature/endnote_xml.h"
#include "importers/literature/jats.h"
#include "importers/literature/json_references.h"
#include "importers/literature/pubmed.h"
#include "importers/literature/pubmed_listing.h"
#include "importers/literature/pubmed_summary.h"
#include "importers/literature/retraction_watch.h"
#include "importers/literature/tagged_formats.h"

namespace ekb::importers {

std::vector<Format> literature_formats() {
    return {pubmed_format(),
            jats_format(),
            pubmed_summary_format(),
            endnote_xml_format(),
            nbib_format(),
            wos_format(),
            ris_format(),
            ovid_format(),
            inspec_format(),
            enw_format(),
            crossref_format(),
            europepmc_format(),
            pubmed_summary_json_format(),
            csl_format(),
            bibtex_format(),
            retraction_watch_format(),
            pubmed_listing_format(),
            csv_format()};
}

} // namespace ekb::importers
