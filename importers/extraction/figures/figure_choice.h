// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/figures/figure_links.h"
#include "importers/extraction/linear/linear_model.h"

#include <vector>

namespace ekb::importers::extraction {

/// How likely each of a question's figures is each arm's, as log odds; nothing of a reference where the pair has none.
struct FigureOdds {
    std::vector<double> subject;
    std::vector<double> reference;
};
FigureOdds figure_odds(const FigureQuestion& question, const LinearModel& model);

/// The figures that are likeliest the arms', never one figure for both; none where it is likelier than not (`least`: the
/// probability that is enough, in (0, 1)) that the sentence gives no figure of the arm.
FiguresOfPair likeliest_figures(const FigureQuestion& question, const FigureOdds& odds, double least);

} // namespace ekb::importers::extraction
