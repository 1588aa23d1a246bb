// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/expected.h"
#include "query/http/problem.h"
#include "query/http/router.h"

#include <string_view>
#include <vector>

namespace ekb::query::http {

/// The query's values where each is known, of its kind, in its range and given once (unless it may repeat), and none
/// that is required is missing; integers not given get their standard value. Else what is wrong with the first bad one.
Expected<Values, Problem> checked_parameters(const std::vector<Parameter>& parameters, std::string_view query);

} // namespace ekb::query::http
