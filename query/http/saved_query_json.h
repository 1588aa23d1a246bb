// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/saved_queries.h"

#include <nlohmann/json_fwd.hpp>

namespace ekb::query::http {

/// {"name", "query", "who", "saved"}.
nlohmann::ordered_json saved_query_json(const kb::SavedQuery& query);

} // namespace ekb::query::http
