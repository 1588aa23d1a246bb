// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/study_doses.h"

#include "importers/extraction/numbers/dose.h"
#include "importers/registry/field_value.h"

#include <algorithm>

namespace ekb::importers::registry {

namespace {

constexpr std::size_t longest_dose_text_bytes = 400;

bool same_amount(const Dose& a, const Dose& b) {
    return a.amount == b.amount && a.amount_high == b.amount_high && a.unit == b.unit;
}

/// Takes from `more` what `dose` does not say.
void fill(Dose& dose, const Dose& more) {
    if (!dose.route) dose.route = more.route;
    if (!dose.frequency) {
        dose.frequency = more.frequency;
        dose.per_day = more.per_day;
    }
    if (!dose.duration) {
        dose.duration = more.duration;
        dose.duration_days = more.duration_days;
    }
}

/// Percentages in descriptions are ejection fractions and adherence as a rule; a strength is one where a route says so.
bool is_other_percentage(const Dose& dose) {
    static constexpr std::string_view routes[] = {"topical",    "ophthalmic", "inhaled",
                                                  "intranasal", "vaginal",    "transdermal"};
    return dose.unit == "%" && (!dose.route || std::ranges::find(routes, *dose.route) == std::end(routes));
}

std::optional<Dose> without_amount(const std::string& text) {
    auto dose = extraction::parse_dose(text);
    if (!dose || dose->amount) return std::nullopt;
    if (dose->text.empty() && text.size() <= longest_dose_text_bytes) dose->text = text;
    return dose;
}

/// The one dose of a text; of several amounts, the words alone and what they all agree on; nullopt for none.
std::optional<Dose> dose_in(const std::string& text) {
    const auto tokens = extraction::tokenise(text);
    auto found = extraction::find_doses(text, tokens);
    std::erase_if(found, [](const auto& mention) { return is_other_percentage(mention.dose); });
    if (found.empty()) return without_amount(text);
    Dose dose = found.front().dose;
    bool several = false;
    for (const auto& mention : found)
        several |= !same_amount(dose, mention.dose);
    if (!several) {
        for (const auto& mention : found)
            fill(dose, mention.dose);
        return dose;
    }
    if (text.size() > longest_dose_text_bytes) return std::nullopt;
    Dose words;
    words.text = text;
    const auto all = [&](auto member) {
        return std::ranges::all_of(found, [&](const auto& mention) { return mention.dose.*member == dose.*member; });
    };
    if (all(&Dose::route)) words.route = dose.route;
    if (all(&Dose::frequency)) {
        words.frequency = dose.frequency;
        words.per_day = dose.per_day;
    }
    return words;
}

/// Where an arm's dose may stand, the most particular first.
std::vector<std::string> places(const RegistryStudy& study, const StudyArm& arm,
                                const std::vector<std::string>& treatments) {
    std::vector<std::string> texts{arm.label, arm.description};
    if (treatments.size() != 1) return texts;
    const auto one = std::ranges::find(study.interventions, treatments.front(), &StudyIntervention::name);
    if (one == study.interventions.end()) return texts;
    const auto gets_it = [&](const StudyArm& other) {
        return std::ranges::find(other.interventions, one->name) != other.interventions.end() ||
               std::ranges::find(one->arm_labels, other.label) != one->arm_labels.end();
    };
    if (std::ranges::count_if(study.arms, gets_it) == 1) texts.insert(texts.end(), {one->name, one->description});
    return texts;
}

bool is_dummy(const std::string& name) {
    const std::string plain = folded(name);
    return has_words(plain, "placebo") || has_words(plain, "sham");
}

/// Whether the arm gets something that is dosed, as far as the registry types its interventions.
bool is_dosed(const RegistryStudy& study, const std::vector<std::string>& treatments) {
    static constexpr std::string_view types[] = {
        "DRUG", "BIOLOGICAL", "DIETARY_SUPPLEMENT", "COMBINATION_PRODUCT", "GENETIC", ""};
    return std::ranges::any_of(study.interventions, [&](const StudyIntervention& one) {
        return std::ranges::find(treatments, one.name) != treatments.end() &&
               std::ranges::find(types, constant_of(one.type)) != std::end(types);
    });
}

} // namespace

std::optional<Dose> arm_dose(const RegistryStudy& study, const StudyArm& arm,
                             const std::vector<std::string>& treatments) {
    const bool placebo = arm.type == ArmType::placebo_comparator || arm.type == ArmType::sham_comparator;
    if (placebo || !is_dosed(study, treatments) || (!treatments.empty() && std::ranges::all_of(treatments, is_dummy)))
        return std::nullopt;
    std::optional<Dose> dose;
    for (const std::string& text : places(study, arm, treatments)) {
        const auto found = dose_in(text);
        if (!found) continue;
        if (!dose) {
            dose = found;
        } else if (!dose->amount && found->amount && dose->text != arm.description) {
            Dose fuller = *found; // the first place told a route or a duration alone
            fill(fuller, *dose);
            dose = fuller;
        } else if (same_amount(*dose, *found) || !found->amount) {
            fill(*dose, *found);
        }
    }
    return dose;
}

} // namespace ekb::importers::registry
