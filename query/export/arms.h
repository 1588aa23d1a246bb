// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <string>
#include <string_view>

namespace ekb::query {

/// The header row of the table of arms. `studlab`, `treat`, `n`, `event`, `mean`, `sd` are the names that R's netmeta
/// takes (?pairwise); MetaInsight's Study, T, N, R, Mean, SD are the same columns in its own names.
inline constexpr std::string_view arms_header =
    "studlab,document,claim,published,retracted,endpoint,endpoint_concept,timepoint,unit,arm,treat,treat_concept,n,event,mean,"
    "sd,se,median,q1,q3,as_written,quote,status\r\n";

/// One row an arm of a claim that gives the arms' figures (RFC 4180), `unit` as the claim's effect has it. Of two arms the first is given the intervention and
/// the second the comparator, under their concept's name where it is known; of more, each its own name. Empty is
/// unknown; nothing is computed.
std::string study_arms(const AnswerStudy& study);

} // namespace ekb::query
