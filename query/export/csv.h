// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <string>
#include <string_view>

namespace ekb::query {

/// The header row of the table of claims (RFC 4180).
inline constexpr std::string_view csv_header =
    "study,document,published,title,retracted,design,n_randomised,intervention,intervention_concept,dose,comparator,"
    "comparator_concept,condition,species,endpoint,endpoint_concept,timepoint,direction,favours,measure,value,unit,ci_low,"
    "ci_high,ci_level,p_op,p,quote,method,confidence,status,claim\r\n";

/// A row for each of the study's claims, in their order; a study without claims has one row. What is not known is empty.
std::string study_csv(const AnswerStudy& study);

} // namespace ekb::query
