// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/curation.h"
#include "query/http/evidence.h"
#include "query/http/router.h"

#include <vector>

namespace ekb::query::http {

/// The routes of saved queries and their feeds that read. Both outlive them.
std::vector<Route> feed_routes(Evidence& evidence, Curation& curation);

} // namespace ekb::query::http
