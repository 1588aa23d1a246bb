// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/compare/prepared_document.h"
#include "kb/model/document.h"

#include <optional>
#include <string_view>

namespace ekb::importers::extraction {

/// How many a question's arms have.
struct ArmSizes {
    std::optional<int> intervention;
    std::optional<int> comparator;
};

/// The size that a header or a row's name states: "Placebo (n = 30)", "Placebo N=30".
std::optional<int> stated_size(std::string_view words);

/// What the document says most often: in its tables' headers and rows ("n | 24 | 28") and in its text ("placebo (n = 30)",
/// "28 patients in the control group", "two groups of 30"). `total`, all who were randomised, completes the sizes where one
/// alone is known, and gives both in a crossover trial.
ArmSizes arm_sizes(const PreparedDocument& document, const Question& question, std::optional<int> total);

} // namespace ekb::importers::extraction
