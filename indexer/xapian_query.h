// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/clause.h"

namespace Xapian {
class Query;
}

namespace ekb::indexer {

/// The clause as Xapian runs it.
Xapian::Query xapian_query(const Clause& clause);

} // namespace ekb::indexer
