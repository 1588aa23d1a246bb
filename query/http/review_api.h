// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/curation.h"
#include "query/http/router.h"

#include <vector>

namespace ekb::query::http {

/// The routes under /api/v1 by which curators write, each for those who show a token with the role; and what they
/// wrote. `curation` outlives them.
std::vector<Route> review_routes(Curation& curation);

} // namespace ekb::query::http
