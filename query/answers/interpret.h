// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"
#include "query/question/reading.h"

namespace ekb::query {

/// How the question was read, for its reader.
Interpretation interpretation_of(const Reading& reading, const kb::Vocabulary& vocabulary);

} // namespace ekb::query
