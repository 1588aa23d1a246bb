// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/result_claims.h"

#include "importers/registry/field_value.h"
#include "importers/registry/result_effect.h"
#include "importers/registry/result_figures.h"

#include <algorithm>
#include <map>

namespace ekb::importers::registry {

namespace {

/// One outcome measure with its groups by arms.
struct OutcomeView {
    const OutcomeMeasure& outcome;
    std::vector<StudyGroup> groups;
    std::vector<OutcomeCell> cells; ///< those with figures
};

OutcomeView view_of(const ClaimSource& source, const OutcomeMeasure& outcome) {
    OutcomeView view{outcome, study_groups(source.study, source.document.arms, outcome.groups), {}};
    for (const OutcomeClass& one : outcome.classes) {
        for (std::size_t i = 0; i < one.categories.size(); ++i) {
            if (!one.categories[i].measurements.empty()) view.cells.push_back({&outcome, &one, i});
        }
    }
    return view;
}

const StudyGroup* group_named(const OutcomeView& view, std::string_view id) {
    const auto found = std::ranges::find(view.groups, id, &StudyGroup::id);
    return found == view.groups.end() ? nullptr : &*found;
}

/// The row of figures that an analysis is about: the only one, or the one of the class whose title the analysis'
/// own words name (the longest, where one title stands within another). Nullopt where that is not said.
std::optional<OutcomeCell> cell_of(const OutcomeView& view, const Analysis& analysis) {
    if (view.cells.size() == 1) return view.cells.front();
    const std::string words = folded(analysis.description + " ; " + analysis.comment + " ; " + analysis.method_comment +
                                     " ; " + analysis.p_comment);
    const OutcomeClass* named = nullptr;
    for (const OutcomeClass& one : view.outcome.classes) {
        const std::string title = folded(one.title);
        if (!has_words(words, title)) continue;
        const bool longer = named == nullptr || has_words(title, folded(named->title));
        if (!longer && !has_words(folded(named->title), title)) return std::nullopt;
        if (longer) named = &one;
    }
    if (named == nullptr || named->categories.size() != 1) return std::nullopt;
    return OutcomeCell{&view.outcome, named, 0};
}

/// Which of an analysis' groups is the intervention: by their roles, else the first that the registry lists.
GroupPair pair_of(const OutcomeView& view, const Analysis& analysis) {
    std::vector<const StudyGroup*> groups;
    for (const std::string& id : analysis.groups) {
        if (const StudyGroup* group = group_named(view, id)) groups.push_back(group);
    }
    if (groups.empty()) return {};
    if (groups.size() == 1) return {groups[0], nullptr};
    if (groups.size() == 2 && groups[0]->role == ArmRole::comparator && groups[1]->role == ArmRole::experimental)
        return {groups[1], groups[0]};
    if (groups.size() == 2) return {groups[0], groups[1]};
    const auto experimental =
        std::ranges::find(groups, ArmRole::experimental, [](const StudyGroup* g) { return g->role; });
    return {experimental == groups.end() ? groups.front() : *experimental, nullptr};
}

void set_endpoint(const OutcomeMeasure& outcome, const std::optional<OutcomeCell>& cell, Claim& claim) {
    claim.endpoint.text = outcome.title;
    claim.endpoint.role = outcome.role;
    if (!outcome.time_frame.empty()) claim.endpoint.timepoint = outcome.time_frame;
    if (!cell) return;
    for (const std::string& part : {cell->one->title, cell->figures().title}) {
        if (!part.empty()) claim.endpoint.text += ": " + part;
    }
}

void add_evidence(const ClaimSource& source, std::string_view path, Claim& claim) {
    if (const Evidence* evidence = source.text.at(path)) claim.evidence.push_back(*evidence);
}

std::optional<int> analysed_in(const OutcomeView& view, const std::optional<OutcomeCell>& cell,
                               const StudyGroup& group) {
    return cell ? participants(*cell, group.id) : participants(view.outcome, group.id);
}

/// Whether the two groups are given different things, as far as the record tells: arms of the protocol, or a comparator
/// by its name. Before and after in one arm, or subgroups, are not.
bool between_treatments(const GroupPair& pair) {
    if (pair.comparator == nullptr) return false;
    if (pair.intervention->arm && pair.comparator->arm) return pair.intervention->arm != pair.comparator->arm;
    return pair.intervention->role != pair.comparator->role;
}

/// The numbers analysed; their sum is left out where the same people are in both groups.
void set_n(const ClaimSource& source, const OutcomeView& view, const std::optional<OutcomeCell>& cell,
           const GroupPair& pair, Claim& claim) {
    claim.n.intervention = analysed_in(view, cell, *pair.intervention);
    if (pair.comparator != nullptr) claim.n.comparator = analysed_in(view, cell, *pair.comparator);
    const bool crossover = source.document.design.type == DesignType::crossover_rct;
    if (!crossover && between_treatments(pair) && claim.n.intervention && claim.n.comparator)
        claim.n.analysed = *claim.n.intervention + *claim.n.comparator;
}

void add_figures(const OutcomeView& view, const OutcomeCell& cell, const StudyGroup& group, Claim& claim) {
    const auto source = std::ranges::find(view.outcome.groups, group.id, &ResultGroup::id);
    if (auto figures = arm_figures(cell, *source)) claim.arms.push_back(std::move(*figures));
}

/// The claim's figures are those of its groups, also where an analysis gives a p value of them and no estimate.
void set_arm_values(const OutcomeMeasure& outcome, Claim& claim) {
    claim.effect.measure = Measure::arm_values;
    if (!outcome.unit.empty()) claim.effect.unit = outcome.unit;
}

std::optional<ComparedPair> compared_pair(const std::optional<OutcomeCell>& cell, const GroupPair& pair) {
    if (!cell || pair.comparator == nullptr) return std::nullopt;
    const auto intervention = compared_value(*cell, pair.intervention->id);
    const auto comparator = compared_value(*cell, pair.comparator->id);
    if (!intervention || !comparator) return std::nullopt;
    return ComparedPair{*intervention, *comparator};
}

std::optional<Claim> analysis_claim(const ClaimSource& source, const OutcomeView& view, const Analysis& analysis) {
    const GroupPair pair = pair_of(view, analysis);
    if (pair.intervention == nullptr) return std::nullopt;
    const auto cell = cell_of(view, analysis);
    Claim claim = claim_about(source, pair);
    set_endpoint(view.outcome, cell, claim);
    claim.effect = analysis_effect(view.outcome, analysis, compared_pair(cell, pair));
    if (!between_treatments(pair)) {
        claim.effect.direction.reset();
        claim.effect.favours.reset();
    }
    if (analysis.groups.size() <= 2) set_n(source, view, cell, pair, claim);
    add_evidence(source, analysis.path, claim);
    if (!cell) return claim;
    add_figures(view, *cell, *pair.intervention, claim);
    for (const std::string& id : analysis.groups) {
        const StudyGroup* group = group_named(view, id);
        if (group != nullptr && group != pair.intervention) add_figures(view, *cell, *group, claim);
    }
    const Effect& told = claim.effect;
    const bool of_groups = !told.measure && !told.value && !told.ci_low && !told.ci_high;
    if (of_groups && !claim.arms.empty()) set_arm_values(view.outcome, claim);
    add_evidence(source, category_path(*cell->one, cell->category), claim);
    return claim;
}

/// The claim with a pair's figures alone; nullopt where the row has none for the intervention.
std::optional<Claim> figures_claim(const ClaimSource& source, const OutcomeView& view, const OutcomeCell& cell,
                                   const GroupPair& pair) {
    Claim claim = claim_about(source, pair);
    add_figures(view, cell, *pair.intervention, claim);
    if (pair.comparator != nullptr) add_figures(view, cell, *pair.comparator, claim);
    if (claim.arms.size() != (pair.comparator == nullptr ? 1U : 2U)) return std::nullopt;
    set_endpoint(view.outcome, cell, claim);
    set_n(source, view, cell, pair, claim);
    set_arm_values(view.outcome, claim);
    add_evidence(source, category_path(*cell.one, cell.category), claim);
    return claim;
}

/// The groups whose figures of a row are told by the claims of analyses.
using ToldRows = std::map<std::pair<const OutcomeClass*, std::size_t>, std::vector<GroupPair>>;

bool is_told(const ToldRows& told, const OutcomeCell& cell, const GroupPair& pair) {
    const auto row = told.find({cell.one, cell.category});
    if (row == told.end()) return false;
    return std::ranges::any_of(row->second, [&](const GroupPair& by) {
        const bool both = by.intervention == pair.intervention && by.comparator == pair.comparator;
        return both || (pair.comparator == nullptr &&
                        (by.intervention == pair.intervention || by.comparator == pair.intervention));
    });
}

void add_outcome_claims(const ClaimSource& source, const OutcomeMeasure& outcome, std::vector<Claim>& claims) {
    const OutcomeView view = view_of(source, outcome);
    ToldRows told;
    for (const Analysis& analysis : outcome.analyses) {
        auto claim = analysis_claim(source, view, analysis);
        if (!claim) continue;
        claims.push_back(std::move(*claim));
        if (const auto cell = cell_of(view, analysis); cell && analysis.groups.size() <= 2)
            told[{cell->one, cell->category}].push_back(pair_of(view, analysis));
    }
    for (const OutcomeCell& cell : view.cells) {
        for (const GroupPair& pair : pairs_of(view.groups)) {
            if (is_told(told, cell, pair)) continue;
            if (auto claim = figures_claim(source, view, cell, pair)) claims.push_back(std::move(*claim));
        }
    }
}

} // namespace

std::vector<GroupPair> pairs_of(const std::vector<StudyGroup>& groups) {
    std::vector<GroupPair> pairs;
    for (const StudyGroup& intervention : groups) {
        for (const StudyGroup& comparator : groups) {
            if (intervention.total || comparator.total) continue;
            if (intervention.role == ArmRole::experimental && comparator.role == ArmRole::comparator)
                pairs.push_back({&intervention, &comparator});
        }
    }
    if (!pairs.empty()) return pairs;
    for (const StudyGroup& group : groups) {
        if (!group.total || groups.size() == 1) pairs.push_back({&group, nullptr});
    }
    return pairs;
}

Claim claim_about(const ClaimSource& source, const GroupPair& pair) {
    const Document& document = source.document;
    Claim claim;
    claim.document = document.id;
    claim.study = source.study_id;
    claim.intervention.text = pair.intervention->treatment;
    claim.dose = pair.intervention->dose;
    if (pair.comparator != nullptr) {
        claim.comparator = Named{pair.comparator->treatment, {}, {}};
        if (pair.comparator->treatment == pair.intervention->treatment) { // two doses, or before and after
            claim.intervention.text = pair.intervention->title;
            claim.comparator->text = pair.comparator->title;
        }
    }
    claim.condition = document.condition;
    claim.species = document.design.species;
    claim.n.randomised = document.n.randomised;
    claim.method = Method::registry;
    return claim;
}

std::vector<Claim> result_claims(const ClaimSource& source) {
    std::vector<Claim> claims;
    for (const OutcomeMeasure& outcome : source.study.outcomes)
        add_outcome_claims(source, outcome, claims);
    return claims;
}

} // namespace ekb::importers::registry
