// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arm_names.h"

#include <cstddef>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

// Two groups are one from these log odds on, in the mean of their names; found on the training part.
inline constexpr double same_arm_odds = -1;

/// Mentions that name one thing that may be an arm.
struct ArmGroup {
    std::vector<std::string> keys; ///< the folded names, each once
    std::vector<Mention> mentions; ///< in text order
    double probability = 1;        ///< that it is an arm, once that was judged
    bool label_only = false;       ///< only "group A", "control", "intervention": names that stand for another
};

/// The names of a document, grouped as often as asked.
class ArmGrouping {
public:
    ArmGrouping(const Prose& prose, const std::vector<Mention>& mentions, const LinearModel& same_arm);

    /// Groups mentions whose names are one arm's: greedily, the two groups whose names are likeliest the same in the mean
    /// first, while their log odds are above the least. More groups where the least is higher.
    std::vector<ArmGroup> at(double least_odds) const;

private:
    ArmNames m_names;
    std::vector<double> m_odds; ///< of every two of the first names that they are one arm's
};

} // namespace ekb::importers::extraction
