// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/clause.h"

#include <string_view>

namespace ekb::kb {
class Vocabulary;
}

namespace ekb::query {

/// What a filter of data/filters.tsv asks of the index. Throws Error for one that is not known.
indexer::Clause filter_clause(std::string_view query, const kb::Vocabulary& vocabulary);

} // namespace ekb::query
