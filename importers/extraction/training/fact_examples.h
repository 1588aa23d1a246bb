// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arms.h"
#include "importers/extraction/training/examples.h"

#include <vector>

namespace ekb::importers::extraction::training {

/// Every two names that the mentions have, of which the labels know one at least: of one arm or not.
std::vector<Example> name_examples(const Case& one, const std::vector<Mention>& mentions);

/// The groups of mentions that may be arms: arms or not.
std::vector<Example> arm_examples(const Case& one, const std::vector<Mention>& mentions, const LinearModel& names);

/// The names of the arms that were found: an arm's own, or not.
std::vector<Example> naming_examples(const Case& one, const TrialArms& trial);

/// The numbers that may be the number randomised.
std::vector<Example> size_examples(const Case& one, const TrialArms& trial);

/// The amounts that may be doses of arms.
std::vector<Example> dose_examples(const Case& one, const TrialArms& trial);

} // namespace ekb::importers::extraction::training
