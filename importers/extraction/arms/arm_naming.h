// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "importers/extraction/arms/arms.h"
#include "importers/extraction/models/claim_models.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ekb::importers::extraction {

/// The names of an arm: its name, then what else it is called.
std::vector<std::string> all_names(const Arm& arm);

/// How a text uses a name of an arm.
struct NameUse {
    std::vector<std::string> words; ///< folded
    bool label = false;             ///< it only stands for another
    std::uint32_t kind = 0;         ///< bits: a label, what something is compared with, with a number, in capitals
    std::size_t count = 0;
    std::size_t title = 0;
    std::size_t methods = 0;
    std::size_t results = 0;
    std::size_t before_group = 0; ///< "X group"
    std::size_t bracketed = 0;    ///< "(X", "(X group"
    double most = 0;              ///< how sure the tagger is
    double sum = 0;
    std::size_t tokens = 0;
    std::size_t interventions = 0; ///< how often they are of an intervention, of an outcome: 0..3 each
    std::size_t outcomes = 0;
};

/// Tells the model of naming what each name of each arm is like.
class ArmNaming {
public:
    ArmNaming(const Prose& prose, const ProseTraits& traits, const TrialArms& trial);

    /// The features of one of an arm's names (a number into all_names()) for the model that says whether the arm is
    /// really called so, not only taken for one with what is.
    Features features(std::size_t arm, std::size_t name) const;
    /// Whether the name only stands for another: "group A", "control".
    bool is_label(std::size_t arm, std::size_t name) const { return m_uses[arm][name].label; }

private:
    std::vector<std::vector<NameUse>> m_uses; ///< by arm, then name
};

/// Calls each arm by the name that most surely is its own; by one that says what is given before one that only stands for
/// it ("group A", "control") where that is likely. What is hardly a name of it is taken out of its names and places.
void name_arms(const Prose& prose, const ProseTraits& traits, TrialArms& trial, const LinearModel& naming);

/// The arms that the mentions are of, found and named.
TrialArms named_arms(const Prose& prose, const ProseTraits& traits, const std::vector<Mention>& mentions,
                     const ClaimModels& models);

} // namespace ekb::importers::extraction
