// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <string>

namespace ekb::query {

/// The study's documents as BibTeX entries, in UTF-8, what LaTeX would read as a command escaped. An entry's key is the
/// document's id with what BibTeX does not allow there replaced by hyphens. What is not known is left out.
std::string study_bibtex(const AnswerStudy& study);

} // namespace ekb::query
