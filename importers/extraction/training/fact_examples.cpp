// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/fact_examples.h"

#include "importers/extraction/dose_choice.h"
#include "importers/extraction/size_candidates.h"

#include <algorithm>
#include <cmath>

namespace ekb::importers::extraction::training {

namespace {

/// The unit of a labelled dose as dose.h spells it.
std::string unit_of(const GoldDose& dose) {
    const auto parsed = parse_dose("1 " + dose.unit);
    return parsed && parsed->unit ? *parsed->unit : dose.unit;
}

} // namespace

std::vector<Example> arm_examples(const Case& one, const std::vector<Mention>& mentions) {
    std::vector<Example> examples;
    const std::vector<ArmGroup> groups = group_arms(one.prose, mentions);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        bool is_arm = false;
        for (const Mention& mention : groups[g].mentions) {
            const std::string text = text_of(one.prose, mention);
            for (const GoldArm& arm : one.gold.arms) {
                for (const std::string& name : arm.names)
                    is_arm = is_arm || alike(name, text);
            }
        }
        examples.push_back({arm_group_features(one.prose, one.traits, groups, g), is_arm ? 1 : 0, 1});
    }
    return examples;
}

std::vector<Example> size_examples(const Case& one, const TrialArms& trial) {
    std::vector<Example> examples;
    const std::vector<SizeCandidate> candidates = size_candidates(one.prose, trial);
    for (std::size_t i = 0; i < candidates.size(); ++i)
        examples.push_back(
            {size_features(one.prose, trial, candidates, i), candidates[i].value == one.gold.n_randomised ? 1 : 0, 1});
    return examples;
}

std::vector<Example> dose_examples(const Case& one, const TrialArms& trial) {
    std::vector<Example> examples;
    const std::vector<DoseCandidate> candidates = dose_candidates(one.prose);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const Dose& dose = candidates[i].mention.dose;
        const bool given = std::any_of(one.gold.arms.begin(), one.gold.arms.end(), [&](const GoldArm& arm) {
            return arm.dose && std::abs(arm.dose->amount - *dose.amount) < 1e-4 && unit_of(*arm.dose) == *dose.unit;
        });
        examples.push_back({dose_features(one.prose, one.traits, trial, candidates, i), given ? 1 : 0, 1});
    }
    return examples;
}

} // namespace ekb::importers::extraction::training
