// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/registry/registry_study.h"
#include "kb/model/claim.h"

#include <optional>
#include <string>
#include <string_view>

namespace ekb::importers::registry {

/// One category of one class of an outcome measure: a row of figures, one a group.
struct OutcomeCell {
    const OutcomeMeasure* outcome = nullptr;
    const OutcomeClass* one = nullptr;
    std::size_t category = 0;

    const OutcomeCategory& figures() const { return one->categories[category]; }
};

/// Whether the outcome's figures are counts of participants, or of other units.
bool is_count(const OutcomeMeasure& outcome);

/// Participants of a group that the cell's figures are of; nullopt where the registry counts something else.
std::optional<int> participants(const OutcomeCell& cell, std::string_view group);
std::optional<int> participants(const OutcomeMeasure& outcome, std::string_view group);

/// A group's figures as the contract names them; nullopt where the cell has none for it. A geometric mean, a full
/// range and an interval are in `text` alone: the contract has no field for them.
std::optional<ArmFigures> arm_figures(const OutcomeCell& cell, const ResultGroup& group);

/// The number by which two groups of a cell are compared: mean, median, share of participants, rate; nullopt where it
/// is no number.
std::optional<double> compared_value(const OutcomeCell& cell, std::string_view group);

} // namespace ekb::importers::registry
