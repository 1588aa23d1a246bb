// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/http/saved_query_json.h"

#include "query/history/as_of.h"

#include <nlohmann/json.hpp>

namespace ekb::query::http {

nlohmann::ordered_json saved_query_json(const kb::SavedQuery& query) {
    return {{"name", query.name}, {"query", query.query}, {"who", query.who}, {"saved", utc_time(query.at_ms)}};
}

} // namespace ekb::query::http
