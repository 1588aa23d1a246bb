// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/vocabulary/vocabulary.h"

#include <string_view>
#include <vector>

namespace ekb::query {

/// The names that stand in a question or among the bare words of a query, in order, in any letter case; a word of asking
/// that an imported vocabulary has as a name ("in") is one only in capitals ("AS"), and a unit behind a number is none;
/// an abbreviation ("ALS") means what it abbreviates as it is written, and no plural of a shorter one ("AL").
std::vector<kb::Mention> question_names(std::string_view text, const kb::Vocabulary& vocabulary);

} // namespace ekb::query
