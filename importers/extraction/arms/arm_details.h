// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arms.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace ekb::importers::extraction {

/// Whether a name only stands for an arm that has another: "group A", "control", "intervention".
bool is_arm_label(Tokens name);
bool is_comparator_name(std::string_view name);

/// Which of the groups the others are compared with, where none is named as a comparator: the one that stands most
/// often behind "versus", "than" or "compared with"; else the last.
std::size_t last_compared(const Prose& prose, const std::vector<ArmGroup>& groups);

/// Fills in each arm's n from "X (n = 20)" and "20 received X".
void add_sizes(const Prose& prose, TrialArms& trial);

/// Takes back an arm's n that is that of all who were randomised: "240 patients were randomised to X or Y" gives X none.
void drop_total_sizes(TrialArms& trial, int randomised);

} // namespace ekb::importers::extraction
