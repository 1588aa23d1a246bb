// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// RIS in the dialects of Zotero, EndNote, Scopus, Embase and Ovid, ProQuest, PubMed, Dimensions, Lens …, with and
/// without ER. Source: RIS format specifications, Research Information Systems, 2011.
Format ris_format();
/// PubMed's tagged export. Source: NLM, "MEDLINE/PubMed data element (field) descriptions".
Format nbib_format();
/// Web of Science's tagged export (FN, VR, PT … ER), which ISI ResearchSoft and Zoological Record share. Source:
/// Clarivate's field tags.
Format wos_format();
/// Ovid's long field names with values indented under them.
Format ovid_format();
/// INSPEC's records as SilverPlatter's programs export them: "Record 1 of 5 - INSPEC …", then "TI: …" or "TI ~ …".
Format inspec_format();
/// EndNote's tagged export (refer, ENW): "%A", "%T" … Source: EndNote's tagged import format.
Format enw_format();

} // namespace ekb::importers
