// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/dose_levels.h"

#include "importers/extraction/arms/arm_naming.h"
#include "importers/extraction/words/lexicon.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace ekb::importers::extraction {

namespace {

// A word of an intervention in one of two texts, or more, is one here.
constexpr int likely_intervention = 2;
constexpr std::size_t longest_name = 3;

using ArmAmount = std::pair<double, std::size_t>; ///< an amount and the arm that is given it

std::string amount_text(const Dose& dose) {
    std::string text = std::to_string(*dose.amount);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text + " " + *dose.unit;
}

const Lexicon& level_words() {
    static const Lexicon words(resource("dose_levels.tsv"));
    return words;
}

/// "30 mg", "mg/day": nothing but an amount.
bool names_amount(const std::string& name) {
    static const Lexicon units(resource("dose_units.tsv"));
    return std::ranges::all_of(tokenise(name), [](const Token& t) {
        return t.number() || !t.word() || units.has(t) || level_words().has(t) || any_of(t, {"day", "daily", "kg"});
    });
}

/// The arm whose amount stands in or beside a place: "30 mg group", "X 30 mg", "30 mg X".
std::optional<std::size_t> level_at(const std::vector<Token>& tokens, const ArmPlace& place, const std::vector<ArmAmount>& amounts) {
    const std::size_t from = place.first - std::min<std::size_t>(place.first, 2);
    for (std::size_t t = from; t <= place.end && t < tokens.size(); ++t) {
        if (!tokens[t].number()) continue;
        const auto found = std::ranges::find(amounts, tokens[t].value, &ArmAmount::first);
        if (found != amounts.end()) return found->second;
    }
    return std::nullopt;
}

/// Gives each place of an arm that was split to the one whose amount stands there; without one to the first, unless the
/// place names another amount.
void share_places(const Prose& prose, TrialArms& trial, std::size_t arm, const std::vector<ArmAmount>& amounts) {
    for (const std::size_t s : prose.core) {
        const auto& tokens = prose.sentences[s].tokens;
        std::erase_if(trial.places[s], [&](ArmPlace& place) {
            if (place.arm != arm) return false;
            const auto level = level_at(tokens, place, amounts);
            place.arm = level.value_or(arm);
            place.any_dose = !level;
            return !level && names_amount(text_of(prose, {s, place.first, place.end, 0}));
        });
    }
}

/// "low dose iloprost": says how much, and so is of one of the levels only.
bool names_level(const std::string& name) {
    return std::ranges::any_of(tokenise(name), [](const Token& t) { return level_words().has(t) && !any_of(t, {"dose", "dosage"}); });
}

/// "X" of "X 10, 20 or 30 mg": the words right before the amounts, as far as they are of an intervention.
std::string before_amounts(const Prose& prose, const ProseTraits& traits, const Mention& list) {
    const auto& tokens = prose.sentences[list.sentence].tokens;
    std::size_t first = list.first;
    while (first > 0 && list.first - first < longest_name && tokens[first - 1].word() &&
           traits.tokens[list.sentence][first - 1].intervention >= likely_intervention &&
           !any_of(tokens[first - 1], {"or", "and", "to", "of", "either", "placebo", "receive", "received", "oral", "with"}))
        --first;
    return first == list.first ? std::string() : text_of(prose, {list.sentence, first, list.first, 0});
}

/// What the levels of an arm are of: its first name that says no amount, else the only other arm that gets something, else
/// what stands before the amounts; empty where nothing says it.
std::string given(const Prose& prose, const ProseTraits& traits, const TrialArms& trial, const DoseLevels& levels) {
    std::string first;
    for (const std::string& name : all_names(trial.arms[levels.arm])) {
        if (names_amount(name)) continue;
        if (!names_level(name)) return name;
        if (first.empty()) first = name;
    }
    if (!first.empty()) return first;
    std::vector<std::string> others;
    for (const Arm& other : trial.arms) {
        if (other.role != ArmRole::comparator && !names_amount(other.name)) others.push_back(other.name);
    }
    return others.size() == 1 ? others.front() : before_amounts(prose, traits, levels.list);
}

} // namespace

void split_by_dose(const Prose& prose, const ProseTraits& traits, TrialArms& trial, const DoseLevels& levels) {
    const Arm whole_arm = trial.arms[levels.arm];
    const std::string name = given(prose, traits, trial, levels);
    std::vector<std::string> called;
    std::ranges::copy_if(whole_arm.also_called, std::back_inserter(called), [&](const std::string& other) {
        return other != name && !names_amount(other) && !names_level(other);
    });
    std::vector<ArmAmount> amounts;
    for (const Dose& dose : levels.doses) {
        Arm arm = whole_arm;
        arm.name = (name.empty() ? name : name + " ") + amount_text(dose);
        arm.also_called = called;
        arm.n = std::nullopt;
        arm.dose = dose;
        const std::size_t index = amounts.empty() ? levels.arm : trial.arms.size();
        amounts.emplace_back(*dose.amount, index);
        if (index == levels.arm) {
            trial.arms[index] = std::move(arm);
        } else {
            trial.arms.push_back(std::move(arm));
            if (levels.arm < trial.probability.size()) trial.probability.push_back(trial.probability[levels.arm]);
        }
    }
    share_places(prose, trial, levels.arm, amounts);
}

void join_amount_arms(TrialArms& trial) {
    for (std::size_t a = 0; a < trial.arms.size(); ++a) {
        if (!trial.arms[a].dose || !names_amount(trial.arms[a].name)) continue;
        const auto same = [&](const Arm& other) {
            return &other != &trial.arms[a] && other.dose && other.dose->amount == trial.arms[a].dose->amount &&
                   other.dose->unit == trial.arms[a].dose->unit;
        };
        const auto found = std::ranges::find_if(trial.arms, same);
        if (found == trial.arms.end()) continue;
        if (!found->n) found->n = trial.arms[a].n;
        const auto into = static_cast<std::size_t>(found - trial.arms.begin());
        for (auto& places : trial.places) {
            for (ArmPlace& place : places) {
                if (place.arm == a) place.arm = into;
                if (place.arm > a) --place.arm;
            }
        }
        trial.arms.erase(trial.arms.begin() + static_cast<std::ptrdiff_t>(a));
        if (a < trial.probability.size()) trial.probability.erase(trial.probability.begin() + static_cast<std::ptrdiff_t>(a));
        --a;
    }
}

} // namespace ekb::importers::extraction
