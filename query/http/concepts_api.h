// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/router.h"

#include <vector>

namespace ekb::query::http {

/// The routes that tell what the vocabulary knows: they need no knowledge base.
std::vector<Route> concept_routes();

} // namespace ekb::query::http
