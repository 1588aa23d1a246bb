// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/relations.h"
#include "kb/model/claim.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction {

/// The figures that a sentence gives of the pair's arms for an endpoint, the subject's first: "5 in A and 7 in B", "A
/// (5) and B (7)", "5 vs 7", "5, 6 and 7 in A, B and C, respectively". `next` is the token that the next endpoint
/// begins at; `alone` says that the sentence has one endpoint only, whose figures may stand before it.
std::vector<ArmFigures> figures_of_arms(const Statement& statement, std::size_t next, bool alone);

/// A figure as a claim holds it.
ArmFigures arm_figures(std::string name, const Figure& figure, std::string text);

} // namespace ekb::importers::extraction
