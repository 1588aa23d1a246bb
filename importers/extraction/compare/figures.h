// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/compare/clauses.h"
#include "importers/extraction/compare/roles.h"

#include "importers/extraction/numbers/statistics.h"

#include <optional>
#include <utility>

namespace ekb::importers::extraction {

/// Which arm's figure is larger in a passage, and whether the difference is one that chance explains.
struct FigureComparison {
    int sign = 0; ///< of the intervention's figure less the comparator's
    std::optional<bool> significant; ///< by the p value or interval beside them, else by a test on the figures
};

/// The intervention's figure and the comparator's, as a clause gives them to its arms; nullopt where it has not one for each.
std::optional<std::pair<Figure, Figure>> figure_pair(const Passage& passage, const Roles& roles, TokenRange range);

/// The figures of a clause read in the order in which it names the arms; nullopt where it has not one for each.
std::optional<FigureComparison> compare_figures(const Passage& passage, const Roles& roles, TokenRange range);


} // namespace ekb::importers::extraction
