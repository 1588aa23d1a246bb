// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/answer.h"

#include <string>
#include <vector>

namespace ekb::query {

/// One row a claim that compares two things, in the names that R's metafor takes (?escalc): yi vi sei, ratios as their
/// logarithm, from an interval whose level the source gives; ai bi ci di; m1i sd1i n1i m2i sd2i n2i; with its quote and
/// what curators made of it. Empty is unknown; nothing is taken from p values.
std::string studies_metafor(const std::vector<AnswerStudy>& studies);

} // namespace ekb::query
