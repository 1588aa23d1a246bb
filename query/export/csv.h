// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <string>
#include <vector>

namespace ekb::query {

/// Studies as a table (RFC 4180): a header row, then a row for each claim in the order of the answer; a study without
/// claims has one row. What is not known is empty.
std::string studies_csv(const std::vector<AnswerStudy>& studies);

} // namespace ekb::query
