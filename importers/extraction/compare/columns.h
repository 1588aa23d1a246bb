// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/compare/question.h"
#include "importers/extraction/compare/table_view.h"

#include <optional>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

/// The columns of a table that hold the arms of a question, and the one that holds p values.
struct ArmColumns {
    int intervention = 0;
    int comparator = 0;
    std::optional<int> p;
};

/// How well a header or a row's name fits an arm: 0..1.
double arm_fit(std::string_view name, const Phrase& phrase);

/// How well a name fits an arm that is called by nothing of its own: it says what both share, and nothing of the other. 0..1.
double shared_fit(std::string_view name, const Phrase& own, const Phrase& other, const Question& question);

/// Whether a header is of p values.
bool names_p(std::string_view header);

/// Whether the words name a control arm ("placebo", "usual care") without saying which.
bool names_control(std::string_view words);
/// Whether they name the treated arm so ("intervention", "active") and no control.
bool names_treatment(std::string_view words);

/// The columns of the arms, every fitting pair (baseline and end, several timepoints) from the left, best fit only;
/// empty where the headers do not name both arms.
std::vector<ArmColumns> arm_columns(const TableView& view, const Question& question);

} // namespace ekb::importers::extraction
