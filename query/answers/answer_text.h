// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <string>

namespace ekb::query {

/// An answer for people at a terminal: how the question was read, then the trials with what they say.
std::string answer_text(const Answer& answer);

/// How a study answers, for people: its title, its size, its claims with their words.
std::string study_text(const AnswerStudy& study, std::size_t number);

} // namespace ekb::query
