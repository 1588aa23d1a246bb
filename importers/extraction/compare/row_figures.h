// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/compare/figures.h"
#include "importers/extraction/compare/question.h"

#include <optional>

namespace ekb::importers::extraction {

/// The figures of a table's row in the columns whose headers name the arms, the last such pair (an end rather than a
/// baseline); nullopt where there are not both.
std::optional<FigureComparison> compare_columns(const DocumentText& content, const Passage& passage, const Question& question);

} // namespace ekb::importers::extraction
