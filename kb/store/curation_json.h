// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/store/discrepancy.h"
#include "kb/store/joins.h"
#include "kb/store/likeness.h"
#include "kb/store/review.h"
#include "kb/store/token.h"

#include <nlohmann/json_fwd.hpp>

namespace ekb::kb {

/// What curators work with, as JSON for the command line and the HTTP API. Times are ISO 8601, UTC.

/// {"kind","endpoint"|null,"positions":[{"document","says","claims":[ID]}]}
nlohmann::ordered_json discrepancy_json(const Discrepancy& discrepancy);
/// {"documents":[A,B],"score","reasons":[{"kind","values":[A's,B's]}],"disagreements":[DISCREPANCY]}
nlohmann::ordered_json suggestion_json(const JoinSuggestion& suggestion);
/// {"documents":[A,B],"shared":"registry:NCT…"|null}; null where a person joined them
nlohmann::ordered_json join_json(const Join& join);
/// {"documents":[A,B],"together","who","at","why"}
nlohmann::ordered_json decision_json(const JoinDecision& decision);
/// {"sequence","at","who","why","before":CLAIM|null,"after":CLAIM}
nlohmann::ordered_json review_event_json(const ReviewEvent& event);
/// {"key","name","role","created","revoked"|null}
nlohmann::ordered_json token_json(const ApiToken& token);

} // namespace ekb::kb
