// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/http/curation.h"
#include "query/http/message.h"
#include "query/http/problem.h"

namespace ekb::query::http {

/// Who asks, by the token in Authorization, where they may do what the role may.
Expected<kb::ApiToken, Problem> holder(Curation& curation, const Request& request, kb::TokenRole role);

/// The reply to one who may not; it tells how to show a token.
Response refusal(const Problem& problem);

} // namespace ekb::query::http
