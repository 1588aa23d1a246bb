// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/format.h"

namespace ekb::importers {

/// Tables of names, told by their columns (data/name_lists.tsv): the ATC classification, DrugBank's open vocabulary, MeSH
/// and MedlinePlus as CSV. A row becomes a concept.
Format name_list_format();

} // namespace ekb::importers
