// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/concept_rows.h"

#include <string>
#include <vector>

namespace ekb::kb {

/// Rows for a vocabulary of `known` and of concepts from elsewhere (MeSH, ATC, a curator's list), so that they fit:
///
/// - An added concept that a known one stands for already (the same id; else an external id of the same kind; else a label
///   that is one of its unambiguous names, spelling aside) becomes more names, parents and external ids of that one.
/// - A name that a known concept of the kind bears stays that one's alone.
/// - Its broader concepts are its parents and what its codes say: the next shorter MeSH tree number ("MeSH.tree:…") and ATC
///   level that a concept of the kind has. A parent that is not there, is of another kind, or would make a concept broader
///   than itself is left out; one that a list of one's own names ("local:…") is noted.
std::vector<ConceptRow> with_added_concepts(std::vector<ConceptRow> known, std::vector<Concept> added,
                                            std::vector<std::string>& notes);

} // namespace ekb::kb
