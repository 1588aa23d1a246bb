// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/fact_examples.h"

#include "importers/extraction/arms/arm_group_features.h"
#include "importers/extraction/arms/arm_naming.h"
#include "importers/extraction/arms/dose_choice.h"
#include "importers/extraction/arms/same_arm.h"
#include "importers/extraction/study/size_candidates.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace ekb::importers::extraction::training {

namespace {

/// The unit of a labelled dose as dose.h spells it.
std::string unit_of(const GoldDose& dose) {
    const auto parsed = parse_dose("1 " + dose.unit);
    return parsed && parsed->unit ? *parsed->unit : dose.unit;
}

/// Whether a name is one of an arm's, as readers count them.
bool is_called(const GoldArm& arm, const std::string& name) {
    return std::ranges::any_of(arm.names, [&](const std::string& known) { return alike(known, name); });
}

/// How alike two names are: 0..1, 1 for the same words.
double likeness(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::size_t both = 0;
    for (const std::string& word : a)
        both += std::find(b.begin(), b.end(), word) != b.end();
    return a.empty() || b.empty() ? 0 : 2.0 * static_cast<double>(both) / static_cast<double>(a.size() + b.size());
}

struct Owner {
    std::optional<std::size_t> arm;
    bool open = false; ///< the labels do not say which of several arms it is, or it is a mere label that they do not have
};

Owner owner_of(const Case& one, const std::string& name, const std::string& key) {
    Owner owner;
    double most = 0;
    const std::vector<std::string> words = folded_words(tokenise(name));
    for (std::size_t a = 0; a < one.gold.arms.size(); ++a) {
        double here = 0;
        for (const std::string& known : one.gold.arms[a].names)
            here = std::max(here, lower_case(known) == lower_case(name) ? 2 : likeness(words, folded_words(tokenise(known))));
        if (here == most && here > 0) owner.open = true;
        if (here <= most || here < 0.5) continue;
        most = here;
        owner = {a, false};
    }
    if (!owner.arm) owner.open = is_label_name(key);
    return owner;
}

} // namespace

std::vector<Example> name_examples(const Case& one, const std::vector<Mention>& mentions) {
    std::vector<Example> examples;
    const ArmNames names = arm_names(one.prose, mentions);
    const SameArm pairs(one.prose, names);
    std::vector<Owner> owners;
    for (const ArmName& name : names.names)
        owners.push_back(owner_of(one, text_of(one.prose, names.mentions[name.mentions.front()]), name.key));
    for (std::size_t a = 0; a < owners.size(); ++a) {
        for (std::size_t b = a + 1; b < owners.size(); ++b) {
            if (owners[a].open || owners[b].open || (!owners[a].arm && !owners[b].arm)) continue;
            examples.push_back({pairs.features(a, b), owners[a].arm == owners[b].arm ? 1 : 0, 1});
        }
    }
    return examples;
}

std::vector<Example> arm_examples(const Case& one, const std::vector<Mention>& mentions, const LinearModel& names) {
    std::vector<Example> examples;
    const std::vector<ArmGroup> groups = ArmGrouping(one.prose, mentions, names).at(same_arm_odds);
    for (std::size_t g = 0; g < groups.size(); ++g) {
        bool is_arm = false;
        for (const Mention& mention : groups[g].mentions) {
            const std::string text = text_of(one.prose, mention);
            is_arm = is_arm || std::ranges::any_of(one.gold.arms, [&](const GoldArm& arm) { return is_called(arm, text); });
        }
        examples.push_back({arm_group_features(one.prose, one.traits, groups, g), is_arm ? 1 : 0, 1});
    }
    return examples;
}

std::vector<Example> naming_examples(const Case& one, const TrialArms& trial) {
    std::vector<Example> examples;
    const ArmNaming view(one.prose, one.traits, trial);
    for (std::size_t a = 0; a < trial.arms.size(); ++a) {
        const std::vector<std::string> names = all_names(trial.arms[a]);
        const auto fit = [&](const GoldArm& arm) {
            return std::ranges::count_if(names, [&](const std::string& name) { return is_called(arm, name); });
        };
        const auto owner = std::ranges::max_element(one.gold.arms, {}, fit);
        if (owner == one.gold.arms.end() || fit(*owner) == 0) continue;
        for (std::size_t n = 0; n < names.size(); ++n)
            examples.push_back({view.features(a, n), is_called(*owner, names[n]) ? 1 : 0, 1});
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
