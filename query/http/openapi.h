// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/router.h"

#include <string>
#include <vector>

namespace ekb::query::http {

/// The API's description (OpenAPI 3.1) as JSON text, made from the routes that are served and data/schemas.json.
std::string openapi_document(const std::vector<Route>& routes);

} // namespace ekb::query::http
