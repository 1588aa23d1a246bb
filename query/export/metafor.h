// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <string>
#include <string_view>

namespace ekb::query {

/// The header row of metafor's table.
inline constexpr std::string_view metafor_header =
    "study,document,published,retracted,intervention,comparator,endpoint,timepoint,measure,unit,yi,vi,sei,ai,bi,ci,di,"
    "n1i,m1i,sd1i,n2i,m2i,sd2i,direction,quote,status,claim\r\n";

/// One row a claim that compares two things, with the unit of its differences (rows of two units are not to be pooled), in the names that R's metafor takes (?escalc): yi vi sei, ratios as their
/// logarithm, from an interval whose level the source gives; ai bi ci di; m1i sd1i n1i m2i sd2i n2i; with its quote and
/// what curators made of it. Empty is unknown; nothing is taken from p values.
std::string study_metafor(const AnswerStudy& study);

} // namespace ekb::query
