// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/evidence.h"
#include "query/http/router.h"

#include <vector>

namespace ekb::query::http {

/// The routes under /api/v1 that read. `evidence` outlives them.
std::vector<Route> api_routes(Evidence& evidence);

} // namespace ekb::query::http
