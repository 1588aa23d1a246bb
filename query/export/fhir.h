// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <string>
#include <vector>

namespace ekb::query {

/// The claims as a FHIR R5 Bundle (collection) of Evidence resources, with a Citation for each document that they rest
/// on (hl7.org/fhir/R5/evidence.html, citation.html). What is not known is left out.
std::string studies_fhir(const std::vector<AnswerStudy>& studies);

} // namespace ekb::query
