// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexer/clause.h"

namespace Xapian {
class Query;
}

namespace ekb::indexer {

/// Clauses that no operator of Xapian stands for, as queries that look at one study after the other and score nothing:
/// `among`, `enough`, `tested`. Throws std::logic_error for another kind.
Xapian::Query checking_query(const Clause& clause);

} // namespace ekb::indexer
