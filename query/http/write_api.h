// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/curation.h"
#include "query/http/router.h"

#include <vector>

namespace ekb::query::http {

/// The routes that import sources and save queries. `curation` outlives them.
std::vector<Route> write_routes(Curation& curation);

} // namespace ekb::query::http
