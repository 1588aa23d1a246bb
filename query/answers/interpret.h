// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"
#include "query/question/reading.h"

#include <string>
#include <vector>

namespace ekb::query {

/// The names of a concept and of what is narrower, up to 60, without the words that the question itself used.
std::vector<std::string> expanded_names(const kb::Concept& of, const std::string& words,
                                        const kb::Vocabulary& vocabulary);

/// How the question was read, for its reader.
Interpretation interpretation_of(const Reading& reading, const kb::Vocabulary& vocabulary);

} // namespace ekb::query
