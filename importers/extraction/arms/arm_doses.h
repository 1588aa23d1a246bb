// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arms.h"

namespace ekb::importers::extraction {

/// Gives each arm the amount that the text says it gets, as far as the model takes the amounts that are stated for
/// doses of arms. An arm that is given in several amounts ("10, 20 or 30 mg of X") becomes one arm an amount, "X 10 mg"
/// and so on.
void give_doses(const Prose& prose, const ProseTraits& traits, TrialArms& trial, const LinearModel& model);

} // namespace ekb::importers::extraction
