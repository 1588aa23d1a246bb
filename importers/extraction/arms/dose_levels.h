// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arms.h"
#include "importers/extraction/numbers/dose.h"

#include <cstddef>
#include <vector>

namespace ekb::importers::extraction {

/// The amounts that one arm is given in, each to other people: "X 10, 20 or 30 mg".
struct DoseLevels {
    std::size_t arm = 0;     ///< index into TrialArms::arms
    std::vector<Dose> doses; ///< two or more, each with amount and unit
    Mention list;            ///< where the first of them stand
};

/// Makes an arm of each amount, called by what is given and the amount: "X 10 mg". The arm's places go to the one whose
/// amount stands there, else to the first.
void split_by_dose(const Prose& prose, const ProseTraits& traits, TrialArms& trial, const DoseLevels& levels);

/// An arm that is called by an amount alone ("30 mg") is the other arm that is given as much, where there is one.
void join_amount_arms(TrialArms& trial);

} // namespace ekb::importers::extraction
