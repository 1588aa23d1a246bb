// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// MeSH descriptors and supplementary concept records as NLM publishes them (desc20XX.xml, supp20XX.xml; DTDs
/// desc2006.dtd and supp2006.dtd and their successors). A descriptor in a branch that trials speak of, and a
/// supplementary record of chemicals or diseases, becomes a concept with the terms of its preferred MeSH concept; MeSH
/// concepts that are narrower (ConceptRelation NRW) become concepts below it. Its broader concepts follow from its tree
/// numbers, its pharmacological actions, and the headings it is mapped to. Other records say nothing that is kept.
Format mesh_xml_format();

} // namespace ekb::importers
