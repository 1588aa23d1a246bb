// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/study_groups.h"

#include "importers/registry/field_value.h"
#include "importers/registry/study_doses.h"
#include "importers/registry/tables.h"

#include <algorithm>

namespace ekb::importers::registry {

namespace {

bool has_comparator_word(std::string_view name) {
    const std::string plain = folded(name);
    return std::ranges::any_of(comparator_words(), [&](const std::string& word) { return has_words(plain, word); });
}

/// Whether a name is of a comparator alone: "Placebo" is, "Drug A + placebo" and "Placebo then drug A" are not.
bool names_comparator(std::string_view name) {
    static constexpr std::string_view mixers[] = {"plus", "and", "then", "followed", "to", "vs", "versus", "with"};
    const std::string plain = folded(name);
    const bool mixed = name.find_first_of("+/&") != std::string_view::npos ||
                       std::ranges::any_of(mixers, [&](std::string_view word) { return has_words(plain, word); });
    return !mixed && has_comparator_word(name);
}

bool is_dummy(const std::string& name) {
    return has_words(folded(name), "placebo") || has_words(folded(name), "sham");
}

std::vector<std::string> given(const RegistryStudy& study, const StudyArm& arm) {
    std::vector<std::string> names = arm.interventions;
    if (!names.empty()) return names;
    for (const StudyIntervention& one : study.interventions) {
        if (std::ranges::find(one.arm_labels, arm.label) != one.arm_labels.end()) names.push_back(one.name);
    }
    return names;
}

/// What every arm is given is no part of the comparison, where every arm has more than it.
void leave_out_background(const RegistryStudy& study, std::vector<std::string>& names) {
    std::vector<std::vector<std::string>> arms;
    for (const StudyArm& arm : study.arms)
        arms.push_back(given(study, arm));
    const auto everywhere = [&](const std::string& name) {
        return std::ranges::all_of(arms, [&](const auto& arm) { return std::ranges::find(arm, name) != arm.end(); });
    };
    const bool more = std::ranges::all_of(arms, [&](const auto& arm) { return !std::ranges::all_of(arm, everywhere); });
    if (arms.size() > 1 && more) std::erase_if(names, everywhere);
}

/// The names of what an arm is given. Beside an active intervention a placebo is a dummy, and left out.
std::vector<std::string> treatments(const RegistryStudy& study, const StudyArm& arm) {
    std::vector<std::string> names = given(study, arm);
    leave_out_background(study, names);
    if (!std::ranges::all_of(names, is_dummy)) std::erase_if(names, is_dummy);
    return names;
}

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names)
        out += (out.empty() ? "" : " + ") + name;
    return out;
}

/// What an arm is called by what it is given. A comparator's label or type says more than the name of what stands in
/// for a treatment: "Saline" in the arm "Placebo", or an arm "B" of type "Placebo Comparator".
std::string treatment_of(const RegistryStudy& study, const StudyArm& arm) {
    const std::string names = joined(treatments(study, arm));
    std::string kind;
    if (arm.type == ArmType::placebo_comparator) kind = "placebo";
    if (arm.type == ArmType::sham_comparator) kind = "sham";
    if (arm.type == ArmType::no_intervention) kind = "no intervention";
    if (kind.empty() || has_words(folded(names), kind)) return names;
    if (has_words(folded(arm.label), kind)) return arm.label;
    return names.empty() && !has_comparator_word(arm.label) ? kind : names;
}

/// Registrants who compare two usual treatments, or a new one with a placebo, often call every arm an active
/// comparator: it is the experimental one where nothing else is.
ArmRole role_of(const RegistryStudy& study, const StudyArm& arm) {
    const std::vector<std::string> names = given(study, arm);
    if (!names.empty() && std::ranges::all_of(names, is_dummy)) return ArmRole::comparator; // whatever its type says
    const bool none_experimental =
        std::ranges::none_of(study.arms, [](const StudyArm& other) { return other.type == ArmType::experimental; });
    switch (arm.type.value_or(ArmType::other)) {
    case ArmType::experimental:
        return ArmRole::experimental;
    case ArmType::placebo_comparator:
    case ArmType::sham_comparator:
    case ArmType::no_intervention:
        return ArmRole::comparator;
    case ArmType::active_comparator:
        if (!none_experimental) return ArmRole::comparator;
        break;
    case ArmType::other:
        break;
    }
    return names_comparator(arm.label) ? ArmRole::comparator : ArmRole::experimental;
}

/// How surely a result group is an arm: 3 the same name or description, 2 one name within the other, 1 only what is
/// given, 0 not.
int likeness(const ResultGroup& group, const StudyArm& arm, const std::string& treatment) {
    const std::string title = folded(group.title);
    const std::string label = folded(arm.label);
    if (title.empty() || label.empty()) return 0;
    if (title == label) return 4;
    if (!group.description.empty() && folded(group.description) == folded(arm.description)) return 3;
    if (has_words(title, label) || has_words(label, title)) return 2;
    return has_words(title, folded(treatment)) ? 1 : 0;
}

std::optional<std::size_t> arm_of(const RegistryStudy& study, const ResultGroup& group) {
    int best = 0;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < study.arms.size(); ++i) {
        const int likely = likeness(group, study.arms[i], treatment_of(study, study.arms[i]));
        if (likely > best) {
            best = likely;
            found = i;
        } else if (likely == best) {
            found.reset(); // two arms are as likely: none is sure
        }
    }
    return best > 0 ? found : std::nullopt;
}

std::optional<int> started(const RegistryStudy& study, std::size_t arm) {
    if (study.flow.empty()) return std::nullopt;
    std::optional<int> n;
    for (const ResultGroup& group : study.flow_groups) {
        if (arm_of(study, group) != arm) continue;
        if (n) return std::nullopt; // an arm that the flow splits: its n is not stated
        const auto count = std::ranges::find(study.flow.front().started, group.id, &Count::group);
        if (count != study.flow.front().started.end()) n = count_of(count->value);
    }
    return n;
}

/// Registries that have no arms still name what is tried. One intervention, beside a placebo or alone, is the
/// experimental arm's; of several nobody can tell which is compared with which.
std::vector<Arm> arms_of_interventions(const RegistryStudy& study) {
    std::vector<Arm> arms;
    int tried = 0;
    for (const StudyIntervention& one : study.interventions) {
        if (one.name.empty() || std::ranges::find(arms, one.name, &Arm::name) != arms.end()) continue;
        Arm arm;
        arm.name = one.name;
        arm.role = one.role.value_or(names_comparator(one.name) ? ArmRole::comparator : ArmRole::experimental);
        arm.also_called = one.other_names;
        tried += !one.role && arm.role == ArmRole::experimental;
        arms.push_back(std::move(arm));
    }
    return tried > 1 ? std::vector<Arm>() : arms;
}

std::vector<std::string> other_names(const RegistryStudy& study, const std::vector<std::string>& names) {
    if (names.size() != 1) return {};
    const auto found = std::ranges::find(study.interventions, names.front(), &StudyIntervention::name);
    return found == study.interventions.end() ? std::vector<std::string>() : found->other_names;
}

} // namespace

std::vector<Arm> study_arms(const RegistryStudy& study) {
    if (study.arms.empty()) return arms_of_interventions(study);
    std::vector<Arm> arms;
    for (std::size_t i = 0; i < study.arms.size(); ++i) {
        const StudyArm& source = study.arms[i];
        const std::vector<std::string> names = treatments(study, source);
        const std::string treatment = treatment_of(study, source);
        const bool shared = std::ranges::count_if(study.arms, [&](const StudyArm& other) {
                                return treatment_of(study, other) == treatment;
                            }) > 1;
        Arm arm;
        arm.name = treatment.empty() || (shared && !source.label.empty()) ? source.label : treatment;
        arm.role = role_of(study, source);
        for (const std::string& name : {source.label, treatment}) {
            if (!name.empty() && name != arm.name) arm.also_called.push_back(name);
        }
        for (std::string& name : other_names(study, names))
            arm.also_called.push_back(std::move(name));
        arm.n = started(study, i);
        arm.dose = arm_dose(study, source, names);
        arms.push_back(std::move(arm));
    }
    return arms;
}

std::vector<StudyGroup> study_groups(const RegistryStudy& study, const std::vector<Arm>& arms,
                                     const std::vector<ResultGroup>& groups) {
    std::vector<StudyGroup> out;
    for (const ResultGroup& source : groups) {
        StudyGroup group;
        group.id = source.id;
        group.title = source.title;
        group.arm = arm_of(study, source);
        group.treatment = source.title;
        group.total = has_words(folded(source.title), "total");
        group.role = names_comparator(source.title) ? ArmRole::comparator : ArmRole::experimental;
        if (group.arm) {
            const std::string treatment = treatment_of(study, study.arms[*group.arm]);
            if (!treatment.empty()) group.treatment = treatment;
            group.dose = arms[*group.arm].dose;
            group.role = arms[*group.arm].role;
        }
        out.push_back(std::move(group));
    }
    return out;
}

} // namespace ekb::importers::registry
