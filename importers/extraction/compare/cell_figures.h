// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kb/model/claim.h"

#include <optional>
#include <string>
#include <string_view>

namespace ekb::importers::extraction {

/// What the words around a table's cells say of their figures.
enum class FigureKind { mean_sd, mean_se, mean, median, count };

/// The kind that a header, row name, caption or footnote states; the first stated counts.
std::optional<FigureKind> figure_kind(std::string_view words);

/// A cell's figure as an arm's. `n` is how many the arm has where that is known: it tells a count with its percent from
/// a mean with its deviation. nullopt where the cell holds no number.
std::optional<ArmFigures> cell_figures(std::string_view cell, std::optional<FigureKind> kind, std::optional<int> n);

} // namespace ekb::importers::extraction
