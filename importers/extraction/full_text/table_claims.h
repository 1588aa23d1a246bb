// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/text/abbreviations.h"
#include "kb/model/document.h"

#include <vector>

namespace ekb::importers::extraction {

/// The result claims of a document's tables: one for each endpoint's row (or column) and pair of the document's arms that the
/// table names, with both arms' figures as printed, the p value of its column, and the rows as evidence (section "table 2").
/// No direction: a table gives figures and no reading of them. Tables of what was before the treatment, of models and of parts
/// of the participants give none, nor do cells whose writing nothing explains. Offsets are bytes of the document's text.
std::vector<Claim> table_claims(const Document& document, const std::vector<Abbreviation>& abbreviations);

} // namespace ekb::importers::extraction
