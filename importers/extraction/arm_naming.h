// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms.h"

#include <cstddef>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// The names of an arm: its name, then what else it is called.
std::vector<std::string> all_names(const Arm& arm);

/// Tells the model of naming what a name of an arm is like. What it is made with must outlive it.
class ArmNaming {
public:
    ArmNaming(const Prose& prose, const ProseTraits& traits, const TrialArms& trial);

    /// The features of one of an arm's names (a number into all_names()) for the model that says whether the arm is
    /// really called so, not only taken for one with what is.
    Features features(std::size_t arm, std::size_t name) const;

private:
    struct Uses {
        std::size_t count = 0;
        std::size_t title = 0;
        std::size_t methods = 0;
        std::size_t results = 0;
        std::size_t before_group = 0; ///< "X group"
        std::size_t bracketed = 0;    ///< "(X)", "(X group"
        double most = 0;              ///< how sure the tagger is
        double sum = 0;
        std::size_t interventions = 0; ///< how often its words are of an intervention, an outcome, by three
        std::size_t outcomes = 0;
        std::size_t tokens = 0;
    };
    Uses uses_of(std::size_t arm, const std::string& name) const;

    const Prose& m_prose;
    const ProseTraits& m_traits;
    const TrialArms& m_trial;
    std::vector<std::vector<std::string>> m_names; ///< by arm
    std::vector<std::vector<Uses>> m_uses;         ///< the same
};

/// Calls each arm by the name that most surely is its own; by one that says what is given before one that only stands for
/// it ("group A", "control") where that is likely. What is hardly a name of it is taken out of its names and places.
void name_arms(const Prose& prose, const ProseTraits& traits, TrialArms& trial, const LinearModel& naming);

} // namespace ekb::importers::extraction
