// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arm_groups.h"
#include "importers/extraction/linear/linear_model.h"
#include "kb/model/arm.h"

#include <cstddef>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// A place where a sentence names an arm: tokens [first, end).
struct ArmPlace {
    std::size_t first = 0;
    std::size_t end = 0;
    std::size_t arm = 0; ///< index into TrialArms::arms
    double sure = 0;     ///< how sure the tagger is that it names an arm; 0 where it did not see it
    bool any_dose = false; ///< it names what several arms are given, and not how much: "X" beside "X 10 mg" and "X 20 mg"
};

/// The arms of a trial and where each sentence of the core names them.
struct TrialArms {
    std::vector<Arm> arms;
    std::vector<std::vector<ArmPlace>> places; ///< one for each sentence, in order
    std::vector<double> probability;           ///< of each arm, that it is one; empty where the arms are known
};

/// What tells the arms of a trial.
struct ArmModels {
    const LinearModel& names; ///< two names: of two arms, or of one
    const LinearModel& arms;  ///< a group of mentions: no arm of the trial, or one
};

/// The arms of a trial, in text order, with their names, roles and n.
TrialArms find_arms(const Prose& prose, const ProseTraits& traits, const std::vector<Mention>& mentions,
                    const ArmModels& models);

/// Whether words name what something is compared with: "placebo", "usual care", "no treatment", "X alone".
bool names_comparator(Tokens name);

} // namespace ekb::importers::extraction
