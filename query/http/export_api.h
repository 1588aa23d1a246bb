// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/evidence.h"
#include "query/http/router.h"

#include <vector>

namespace ekb::query::http {

/// The routes that give the studies of a query as a file, and the record of its search. `evidence` outlives them.
std::vector<Route> export_routes(Evidence& evidence);

} // namespace ekb::query::http
