// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/curation.h"
#include "query/http/message.h"
#include "query/http/problem.h"

namespace ekb::query::http {

/// Who asks, by the token in Authorization, where they may do what the role may.
Expected<kb::ApiToken, Problem> holder(Curation& curation, const Request& request, kb::TokenRole role);

/// Whether the body says that it is JSON: other sites' forms cannot, so they cannot write here with a curator's browser.
bool is_json(const Request& request);

/// The reply to one who may not; it tells how to show a token.
Response refusal(const Problem& problem);

} // namespace ekb::query::http
