// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/movement_examples.h"

#include "importers/extraction/extract.h"
#include "importers/extraction/figures/movement_features.h"
#include "importers/extraction/results/pair_choice.h"
#include "importers/extraction/training/fitting.h"

#include <algorithm>
#include <optional>

namespace ekb::importers::extraction::training {

namespace {

// A sentence of a question is half of an example: its arms and endpoint are found by their words alone.
constexpr float comparison_weight = 0.5F;

int class_of(Relation relation) {
    return static_cast<int>(relation) - 1;
}

/// How well a labelled claim fits a pair, and what it says of the pair's subject.
struct Fit {
    int rank = 0; ///< 0 not at all; 1 one arm; 2 both
    Relation relation = Relation::none;
    std::size_t claim = 0;
};

Fit fit_of(const Case& one, const TrialArms& trial, const GoldClaim& gold, const ArmPair& pair) {
    const auto is = [&](std::size_t arm, const std::string& name) { return arm_is(one, trial.arms[arm], name); };
    const auto reference_is = [&](const std::string& name) { return pair.reference && is(*pair.reference, name); };
    const Relation relation = relation_of(gold.direction);
    const bool straight = is(pair.subject, gold.intervention);
    const bool straight_reference = gold.comparator ? reference_is(*gold.comparator) : !pair.reference;
    const bool backwards = reference_is(gold.intervention);
    const bool backwards_subject = gold.comparator && is(pair.subject, *gold.comparator);
    if (straight && straight_reference) return {2, relation, 0};
    if (backwards && backwards_subject) return {2, turned(relation), 0};
    if (straight) return {1, relation, 0};
    return backwards_subject ? Fit{1, turned(relation), 0} : Fit{};
}

/// What the labels say of a pair at an endpoint; nullopt where nothing. `exact`: only what they say of both its arms.
std::optional<Fit> label_of(const Case& one, const TrialArms& trial, const std::vector<PlacedClaim>& placed,
                            const Mention& endpoint, const ArmPair& pair, bool exact) {
    Fit best;
    std::optional<Fit> other;
    for (const PlacedClaim& claim : placed) {
        if (!same_endpoint(one, claim, endpoint)) continue;
        Fit fit = fit_of(one, trial, one.gold.claims[claim.claim], pair);
        fit.claim = claim.claim;
        if (fit.rank > best.rank) best = fit;
        other = Fit{0, relation_of(one.gold.claims[claim.claim].direction), claim.claim};
    }
    if (best.rank > (exact ? 1 : 0)) return best;
    if (exact) return std::nullopt;
    return trial.arms.size() <= 2 ? other : std::nullopt;
}

Example example_of(const Statement& statement, Relation relation, float weight, const LinearModel& figures) {
    return {movement_features(statement, numbers_of(statement, figures)), class_of(relation), weight};
}

} // namespace

LabelledMovements labelled_movements(const Case& one, const TrialArms& trial, const std::vector<PlacedClaim>& placed,
                                     const std::vector<EndpointMention>& endpoints) {
    LabelledMovements out;
    for (const EndpointMention& endpoint : endpoints) {
        if (told(one, placed, endpoint)) out.endpoints.push_back(endpoint);
    }
    for (std::size_t k = 0; k < out.endpoints.size(); ++k) {
        const PairChoice choice = possible_pairs(one.prose, trial, out.endpoints[k]);
        for (std::size_t p = 0; p < choice.pairs.size(); ++p) {
            const ArmPair& pair = choice.pairs[p];
            const auto label = label_of(one, trial, placed, out.endpoints[k], pair, p >= choice.ruled);
            if (label) out.all.push_back({k, label->claim, pair, label->relation});
        }
    }
    return out;
}

std::vector<Example> movement_examples(const Case& one, const TrialArms& trial, const LabelledMovements& movements,
                                       const LinearModel& figures) {
    std::vector<Example> examples;
    for (const LabelledMovement& movement : movements.all)
        examples.push_back(example_of({one.prose, one.traits, trial, movements.endpoints, movement.endpoint, movement.pair},
                                      movement.relation, 1, figures));
    return examples;
}

std::vector<Example> movement_examples(const GoldComparison& comparison, const LinearModel& phrases,
                                       const LinearModel& figures) {
    std::vector<Example> examples;
    for (const std::string& text : comparison.evidence) {
        const DocumentText content = plain_text(text);
        const Prose prose = read_prose(content);
        if (prose.sentences.empty() || prose.sentences.size() > 3) continue;
        const ProseTraits traits = read_traits(prose, phrases);
        const TrialArms trial = compared_arms(comparison, prose);
        for (std::size_t s = 0; s < prose.sentences.size(); ++s) {
            const auto exact = find_phrase(prose.sentences[s], comparison.endpoint, 0);
            const auto near = exact.empty() ? nearest_run(prose.sentences[s], comparison.endpoint) : std::optional(exact.front());
            if (!near || traits.tokens[s].empty()) continue;
            const std::vector<EndpointMention> endpoints{{{s, near->first, near->end, 0.5}, near->first, near->end, 0.5}};
            for (ArmPair pair : pairs_in(prose, trial, endpoints[0])) {
                put_straight(pair, trial);
                const Relation said = relation_of(comparison.direction);
                examples.push_back(example_of({prose, traits, trial, endpoints, 0, pair}, pair.subject == 0 ? said : turned(said),
                                              comparison_weight, figures));
            }
        }
    }
    return examples;
}

LinearModel fit_directions(const std::vector<Example>& examples) {
    return fit_averaged(examples, {3, 18, 6, 0.01});
}

} // namespace ekb::importers::extraction::training
