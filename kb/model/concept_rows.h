// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/diagnostic.h"
#include "kb/model/vocabulary_concept.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::kb {

/// A row of a vocabulary file, and where it stood.
struct ConceptRow {
    Concept value; ///< parents as written: ids or labels
    std::string path;
    std::size_t line = 0;
};

/// Reads the rows of a comma- or tab-separated vocabulary file (docs/vocabulary.md), told apart by the header row. Bad
/// rows are left out and reported in `problems`. A row without an id is given "local:" and its label.
std::vector<ConceptRow> read_concept_rows(std::string_view path, std::string_view text,
                                          std::vector<Diagnostic>& problems);

} // namespace ekb::kb
