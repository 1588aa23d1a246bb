// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/evidence.h"
#include "query/http/router.h"

#include <vector>

namespace ekb::query::http {

/// The routes that tell what the knowledge base's vocabulary knows.
std::vector<Route> concept_routes(Evidence& evidence);

} // namespace ekb::query::http
