// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/vocabulary/vocabulary.h"
#include "query/question/filters.h"

#include <string_view>
#include <vector>

namespace ekb::query {

/// Whether a question compares one thing with another: what else it says of them tells the arms, and not the trial.
bool compares(std::string_view question, const std::vector<kb::Mention>& names);

/// What a question does not want ("without metformin", "not in children"), as filters, in order, by data/negations.tsv. None
/// where it compares. `names` are those in the question.
std::vector<FoundFilter> find_exclusions(std::string_view question, const std::vector<kb::Mention>& names,
                                         const kb::Vocabulary& vocabulary);

} // namespace ekb::query
