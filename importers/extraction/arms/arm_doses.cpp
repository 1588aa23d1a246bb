// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/arm_doses.h"

#include "importers/extraction/arms/arm_details.h"
#include "importers/extraction/arms/dose_choice.h"
#include "importers/extraction/arms/dose_levels.h"

#include <algorithm>
#include <optional>
#include <set>

namespace ekb::importers::extraction {

namespace {

// Found on the training part, by cross-validation.
constexpr double dose_threshold = 0.3;
// Beside one that is a dose, in its list.
constexpr double listed_threshold = 0.02;
// A name further than this from an amount, in the steps of dose_distance, does not take it.
constexpr std::size_t dose_reach = 25;
constexpr std::size_t comparator_penalty = 4;
constexpr std::size_t most_levels = 5;

/// Amounts that were taken for doses and stand in one list: "10, 20 or 30 mg". One alone is a list too.
struct DoseList {
    std::size_t sentence = 0;
    std::size_t first = 0; ///< its tokens: [first, end)
    std::size_t end = 0;
    std::vector<Dose> doses;
    double probability = 0; ///< of its likeliest
    std::optional<std::size_t> arm;
};

/// Whether only what joins a list stands between two amounts.
bool joined(const std::vector<Token>& tokens, std::size_t from, std::size_t to) {
    return to - from <= 3 && std::all_of(tokens.begin() + static_cast<std::ptrdiff_t>(from),
                                         tokens.begin() + static_cast<std::ptrdiff_t>(to), [](const Token& t) {
                                             return any_of(t, {",", "or", "and", "versus", "vs", "to"});
                                         });
}

/// "administration of X, 50 mg": an amount right behind a name in a sentence that gives it. The text of a page
/// is unlike the abstracts that the model has learnt from.
bool plainly_given(const Prose& prose, const TrialArms& trial, const DoseCandidate& candidate) {
    const Sentence& sentence = prose.sentences[candidate.sentence];
    const Tokens tokens = sentence.tokens;
    const std::string& unit = *candidate.mention.dose.unit;
    const bool told = sentence.section == SectionKind::conclusions || sentence.section == SectionKind::background;
    const bool plain = unit == "mg" || unit == "ug" || unit == "IU" || unit == "mg/kg" || unit == "ug/kg";
    if (told || !plain) return false;
    const bool gives = std::any_of(tokens.begin(), tokens.end(), [](const Token& t) {
        return any_of(t, {"administration", "administered", "receive", "received", "receiving", "given", "injected"});
    });
    const auto& places = trial.places[candidate.sentence];
    return gives && std::any_of(places.begin(), places.end(), [&](const ArmPlace& place) {
               const auto& [first, end] = std::pair(candidate.mention.first, candidate.mention.end);
               return place.end <= first && dose_distance(tokens, first, end, place) <= 1;
           });
}

/// Whether two amounts are items of one list: "300 or 900 mg".
bool in_one_list(const Prose& prose, const DoseCandidate& a, const DoseCandidate& b) {
    return a.sentence == b.sentence && a.mention.dose.unit == b.mention.dose.unit && a.mention.end <= b.mention.first &&
           joined(prose.sentences[a.sentence].tokens, a.mention.end, b.mention.first);
}

/// Which amounts are arms' doses: those that are likely, and those that stand in a list with one.
std::vector<std::optional<double>> likely_doses(const Prose& prose, const ProseTraits& traits, const TrialArms& trial,
                                                const std::vector<DoseCandidate>& candidates, const LinearModel& model) {
    std::vector<double> likely;
    std::vector<std::optional<double>> chosen(candidates.size());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        likely.push_back(model.probabilities(dose_features(prose, traits, trial, candidates, i))[1]);
        if (likely[i] >= dose_threshold || plainly_given(prose, trial, candidates[i])) chosen[i] = likely[i];
    }
    const auto take = [&](std::size_t from, std::size_t into) {
        if (chosen[from] && !chosen[into] && likely[into] >= listed_threshold) chosen[into] = likely[into];
    };
    for (std::size_t i = 0; i + 1 < candidates.size(); ++i) {
        if (in_one_list(prose, candidates[i], candidates[i + 1])) take(i, i + 1);
    }
    for (std::size_t i = candidates.size(); i-- > 1;) {
        if (in_one_list(prose, candidates[i - 1], candidates[i])) take(i, i - 1);
    }
    return chosen;
}

std::vector<DoseList> chosen_doses(const Prose& prose, const ProseTraits& traits, const TrialArms& trial,
                                   const LinearModel& model) {
    std::vector<DoseList> lists;
    const std::vector<DoseCandidate> candidates = dose_candidates(prose);
    const std::vector<std::optional<double>> likely = likely_doses(prose, traits, trial, candidates, model);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (!likely[i]) continue;
        const auto& [sentence, mention] = candidates[i];
        const auto& tokens = prose.sentences[sentence].tokens;
        const bool goes_on = !lists.empty() && lists.back().sentence == sentence &&
                             lists.back().doses.back().unit == mention.dose.unit &&
                             joined(tokens, lists.back().end, mention.first);
        if (!goes_on) lists.push_back({sentence, mention.first, mention.end, {}, 0, {}});
        lists.back().end = mention.end;
        lists.back().doses.push_back(mention.dose);
        lists.back().probability = std::max(lists.back().probability, *likely[i]);
    }
    return lists;
}

/// The arm whose name stands nearest.
std::optional<std::size_t> nearest_arm(const Prose& prose, const TrialArms& trial, const DoseList& list) {
    const Tokens tokens = prose.sentences[list.sentence].tokens;
    std::optional<std::size_t> arm;
    std::size_t least = dose_reach;
    for (const ArmPlace& place : trial.places[list.sentence]) {
        std::size_t distance = dose_distance(tokens, list.first, list.end, place);
        if (is_comparator_name(trial.arms[place.arm].name)) distance += comparator_penalty;
        if (distance >= least) continue;
        least = distance;
        arm = place.arm;
    }
    return arm;
}

/// The only arm that gets something and has no amount yet.
std::optional<std::size_t> only_undosed(const TrialArms& trial, const std::vector<DoseList>& lists) {
    std::optional<std::size_t> only;
    for (std::size_t a = 0; a < trial.arms.size(); ++a) {
        const bool dosed = std::any_of(lists.begin(), lists.end(), [&](const DoseList& l) { return l.arm == a; });
        if (dosed || trial.arms[a].role == ArmRole::comparator) continue;
        if (only) return std::nullopt;
        only = a;
    }
    return only;
}

/// Whether one amount comes after the other in the same arm: "10 mg, followed by 30 mg", "titrated to 40 mg".
bool one_after_other(Tokens between) {
    return std::any_of(between.begin(), between.end(), [](const Token& t) {
        return any_of(t, {"followed", "then", "titrated", "increased", "thereafter", "after", "plus", "+", "bolus"});
    });
}

/// The different amounts, in text order, that one sentence says an arm is given in; fewer than two are none.
std::vector<Dose> levels_in(const Prose& prose, const std::vector<DoseList>& lists, std::size_t arm,
                            std::size_t sentence) {
    std::vector<Dose> levels;
    const DoseList* last = nullptr;
    for (const DoseList& list : lists) {
        if (list.arm != arm || list.sentence != sentence) continue;
        const Tokens tokens = prose.sentences[sentence].tokens;
        if (last && one_after_other(tokens.subspan(last->end, list.first - last->end))) return {};
        last = &list;
        for (const Dose& dose : list.doses) {
            const auto same = [&](const Dose& d) { return d.amount == dose.amount; };
            if (std::none_of(levels.begin(), levels.end(), same)) levels.push_back(dose);
        }
    }
    const bool one_unit = std::all_of(levels.begin(), levels.end(),
                                      [&](const Dose& d) { return d.unit == levels.front().unit && d.unit != "%"; });
    if (levels.size() < 2 || levels.size() > most_levels || !one_unit) return {};
    return levels;
}

/// One arm's amount, or its levels.
void settle(const Prose& prose, const ProseTraits& traits, TrialArms& trial, std::size_t arm, const std::vector<DoseList>& lists) {
    const DoseList* likeliest = nullptr;
    for (const DoseList& list : lists) {
        if (list.arm != arm) continue;
        const SectionKind section = prose.sentences[list.sentence].section;
        const bool told = section == SectionKind::results || section == SectionKind::conclusions;
        const std::vector<Dose> levels = levels_in(prose, lists, arm, list.sentence);
        if (!levels.empty() && !told && !is_comparator_name(trial.arms[arm].name))
            return split_by_dose(prose, traits, trial, {arm, levels, {list.sentence, list.first, list.end, 0}});
        if (!likeliest || list.probability > likeliest->probability) likeliest = &list;
    }
    if (likeliest) trial.arms[arm].dose = likeliest->doses.front();
}

using Routes = std::set<std::string_view>;

void add_routes(const Sentence& sentence, Routes& routes) {
    for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
        if (const RouteMention found = route_at(sentence.tokens, i); found.length > 0) routes.insert(found.route);
    }
}

/// The only route that is told for an arm where its dose stands without one: in the sentences that name it, else in
/// all.
std::optional<std::string> only_route(const Prose& prose, const TrialArms& trial, std::size_t arm) {
    Routes beside;
    Routes all;
    for (const std::size_t s : prose.core) {
        const Sentence& sentence = prose.sentences[s];
        if (sentence.section == SectionKind::background || sentence.section == SectionKind::results) continue;
        add_routes(sentence, all);
        const bool named = std::any_of(trial.places[s].begin(), trial.places[s].end(),
                                       [&](const ArmPlace& place) { return place.arm == arm; });
        if (named) add_routes(sentence, beside);
    }
    if (beside.size() == 1) return std::string(*beside.begin());
    if (beside.empty() && all.size() == 1) return std::string(*all.begin());
    return std::nullopt;
}

} // namespace

void give_doses(const Prose& prose, const ProseTraits& traits, TrialArms& trial, const LinearModel& model) {
    std::vector<DoseList> lists = chosen_doses(prose, traits, trial, model);
    for (DoseList& list : lists)
        list.arm = nearest_arm(prose, trial, list);
    for (DoseList& list : lists) {
        if (!list.arm) list.arm = only_undosed(trial, lists);
    }
    const std::size_t arms = trial.arms.size();
    for (std::size_t a = 0; a < arms; ++a)
        settle(prose, traits, trial, a, lists);
    join_amount_arms(trial);
    for (std::size_t a = 0; a < trial.arms.size(); ++a) {
        if (trial.arms[a].dose && !trial.arms[a].dose->route) trial.arms[a].dose->route = only_route(prose, trial, a);
    }
}

} // namespace ekb::importers::extraction
