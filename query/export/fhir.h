// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <string>

namespace ekb::query {

/// A study's claims as entries of a FHIR R5 Bundle: Evidence resources, with a Citation for each document that they rest
/// on (hl7.org/fhir/R5/evidence.html, citation.html), commas between them. What is not known is left out.
std::string study_fhir(const AnswerStudy& study);

} // namespace ekb::query
