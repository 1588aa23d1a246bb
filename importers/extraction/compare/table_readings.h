// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/compare/arm_sizes.h"
#include "importers/extraction/compare/cell_figures.h"
#include "importers/extraction/compare/question.h"
#include "kb/model/text.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

/// Two arms' figures as one place of a table gives them, with the words that say of what.
struct TableReading {
    ArmFigures intervention;
    ArmFigures comparator;
    std::optional<FigureKind> kind; ///< what the words around the cells say of their figures
    std::string name;               ///< of what is measured: the row's, or the header where arms are rows
    std::string own;                ///< of the row's name what is its alone, without the group above it; empty where arms are rows
    std::string around;             ///< the intervention's header, or its row's name where arms are rows
    std::string other;              ///< the comparator's
    std::string rest;               ///< where arms are rows: what else names the intervention's
    std::string other_rest;         ///< the comparator's
    std::string_view caption;
    int table = 0;                  ///< index into DocumentText::tables
    std::vector<ByteSpan> rows;     ///< the intervention's row, then the comparator's where that is another
    std::vector<int> columns;       ///< of the cells read
    std::optional<int> p_column;
};

/// Every reading of the tables for the arms of a question, in the tables' order; the endpoint is not looked at.
std::vector<TableReading> read_tables(const DocumentText& content, const Question& question, const ArmSizes& sizes);

} // namespace ekb::importers::extraction
