// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/claim.h"

#include <optional>
#include <string>
#include <vector>

namespace ekb::query {

/// "What happened to `endpoint` under `intervention` against `comparator`, in this document?"
struct ComparisonRequest {
    std::optional<std::string> document; ///< any identifier of it; empty: every report that matches
    std::string intervention;
    std::optional<std::string> comparator;
    std::string endpoint;
};

enum class NoDirection { no_evidence, unreadable, unknown_document };

/// The contract's answer of `ekb compare`: a direction, or the reason why there is none.
struct ComparisonAnswer {
    std::string document; ///< its id; the request's words where it is unknown
    std::optional<Direction> direction;
    std::optional<NoDirection> reason;
    std::optional<double> confidence;
    std::optional<Evidence> evidence;
    std::optional<std::string> claim;
    std::vector<ArmFigures> arms; ///< the intervention's figures first
};

} // namespace ekb::query
