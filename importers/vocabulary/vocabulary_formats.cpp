// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/vocabulary/vocabulary_formats.h"

#include "importers/vocabulary/concept_csv.h"
#include "importers/vocabulary/mesh_tree.h"
#include "importers/vocabulary/mesh_xml.h"
#include "importers/vocabulary/name_list.h"

namespace ekb::importers {

std::vector<Format> vocabulary_formats() {
    return {mesh_xml_format(), mesh_tree_format(), name_list_format(), concept_csv_format()};
}

} // namespace ekb::importers
