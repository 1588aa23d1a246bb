// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/text/prose.h"
#include "kb/model/document.h"

namespace ekb::importers::extraction {

/// Adds the claims of a full text's tables to those that the document has, by the arms that it has (table_claims.h, merge.h).
/// Thread-safe.
void add_full_text_claims(Document& document, const Prose& prose);

} // namespace ekb::importers::extraction
