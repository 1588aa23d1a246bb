// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/document.h"

#include <vector>

namespace ekb::indexer {

/// What a stretch of a document's text is good for when it is searched.
enum class Part { title, abstract, introduction, methods, results, discussion, adverse, apart };

struct PartSpan {
    Part part = Part::results;
    ByteSpan span; ///< one line of the text, or a part of it
};

/// The lines of a stored document's text, which has lost its blocks, each with the part it belongs to, as the headings
/// say (data/sections.tsv). Before the first heading of a report stands its title and then its abstract; text of
/// another kind is all results. Of a registry record, whom the trial keeps out is apart, the articles that it names are its
/// introduction, and each adverse event that is counted is adverse. Thread-safe.
std::vector<PartSpan> parts(const Document& document);

} // namespace ekb::indexer
