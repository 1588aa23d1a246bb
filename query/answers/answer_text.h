// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"
#include "query/answers/twins.h"

#include <string>
#include <vector>

namespace ekb::query {

/// An answer for people at a terminal: how the question was read, then the trials with what they say, and
/// which of them may be one.
std::string answer_text(const Answer& answer, const std::vector<PossibleTwins>& twins = {});

/// How a study answers, for people: its title, its size, its claims with their words.
std::string study_text(const AnswerStudy& study, std::size_t number);

} // namespace ekb::query
