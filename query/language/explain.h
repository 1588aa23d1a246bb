// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/explanation.h"
#include "query/language/compile.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace ekb::query {

/// What each part of the query's outermost AND does: how many trials match it alone, how many match all the others, and
/// whether the study does.
std::vector<ClauseVerdict> clause_verdicts(const Node& node, std::string_view query, const CompileContext& context,
                                           std::optional<std::int64_t> study_key);

} // namespace ekb::query
