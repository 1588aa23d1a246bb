// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <string>

namespace ekb::query {

/// A study's claims as entries of a FHIR R5 Bundle: a Citation for each document that they rest on, Evidence resources, and
/// the Groups and EvidenceVariables that these refer to (hl7.org/fhir/R5/evidence.html, citation.html; fhir_variables.h),
/// commas between them. What is not known is left out.
std::string study_fhir(const AnswerStudy& study);

} // namespace ekb::query
