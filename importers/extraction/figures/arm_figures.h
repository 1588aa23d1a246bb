// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/results/relations.h"
#include "kb/model/claim.h"

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace ekb::importers::extraction {

/// Which of its sentence's figures (Statistics::figures) are a pair's arms': the subject's, then the reference's.
using FiguresOfPair = std::array<std::optional<std::size_t>, 2>;

/// The figures of the endpoint's sentence that may be an arm's: not a group's size, not part of a name.
std::vector<std::size_t> possible_figures(const Statement& statement);

/// What the order of words alone says: "5 in A and 7 in B", "A (5) and B (7)", "5 vs 7", "5, 6 and 7 in A, B and C,
/// respectively". `possible` are possible_figures() of the statement, `next` is the token that the next endpoint begins at; `alone` says that the sentence has one endpoint
/// only, whose figures may stand before it.
FiguresOfPair ruled_figures(const Statement& statement, const std::vector<std::size_t>& possible, std::size_t next, bool alone);

/// A figure as a claim holds it.
ArmFigures arm_figures(std::string name, const Figure& figure, std::string text);

/// The figures of a pair as a claim holds them, the subject's first.
std::vector<ArmFigures> arm_figures_of(const Statement& statement, const FiguresOfPair& figures);

} // namespace ekb::importers::extraction
