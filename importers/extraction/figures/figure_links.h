// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/figures/arm_figures.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction {

/// A statement whose arms' figures are looked for.
struct FigureQuestion {
    const Statement& statement;
    std::vector<std::size_t> figures; ///< possible_figures() of the statement
    FiguresOfPair ruled{};            ///< ruled_figures() of it
    Relation said = Relation::none;   ///< said_of_pair() of it
};

/// Which arm of a statement's pair a figure is asked for.
enum class PairArm { subject, reference };

/// The features of `question.figures[which]` for the model that says whether it is the endpoint's figure in that arm.
Features figure_link_features(const FigureQuestion& question, std::size_t which, PairArm arm);

} // namespace ekb::importers::extraction
