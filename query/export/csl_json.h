// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <string>

namespace ekb::query {

/// The study's documents as items of CSL-JSON (Citation Style Language 1.0.2, csl-data.json), with commas between them.
/// What is not known is left out.
std::string study_csl_json(const AnswerStudy& study);

} // namespace ekb::query
