// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/claim_training.h"

#include "importers/extraction/arm_doses.h"
#include "importers/extraction/training/claim_examples.h"
#include "importers/extraction/training/fact_examples.h"
#include "importers/extraction/training/fitting.h"
#include "importers/extraction/training/movement_examples.h"
#include "importers/extraction/training/number_examples.h"

namespace ekb::importers::extraction::training {
namespace {

using Which = std::vector<std::size_t>;

LinearModel fit(const std::vector<Example>& examples, int classes, int bits, int epochs) {
    return fit_averaged(examples, {classes, bits, epochs, 0.05});
}

/// Learns a step from some documents.
template <typename Examples>
LinearModel fit_on(const std::vector<Case>& cases, const Which& which, Examples examples, int classes, int bits,
                   int epochs) {
    std::vector<Example> all;
    for (const std::size_t i : which)
        append(all, examples(i, cases[i]));
    return fit(all, classes, bits, epochs);
}

/// The numbers of the cases outside some folds.
Which outside(const std::vector<Case>& cases, const std::set<std::size_t>& left_out) {
    Which out;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (!left_out.contains(i % folds)) out.push_back(i);
    }
    return out;
}

/// A fold beside the one held out, if any.
std::set<std::size_t> with(std::optional<std::size_t> held_out, std::size_t fold) {
    std::set<std::size_t> out{fold};
    if (held_out) out.insert(*held_out);
    return out;
}

/// Every step's view of a document, made by models that did not learn from it.
struct Unseen {
    std::vector<TrialArms> trials;
    std::vector<std::vector<PlacedClaim>> placed;
    std::vector<std::vector<EndpointMention>> endpoints;
};

std::vector<std::vector<EndpointMention>> unseen_endpoints(const std::vector<Case>& cases, const Unseen& unseen,
                                                           std::optional<std::size_t> held_out) {
    std::vector<std::vector<EndpointMention>> endpoints(cases.size());
    const auto examples = [&](std::size_t i, const Case& one) {
        return endpoint_examples(one, unseen.trials[i], unseen.placed[i]);
    };
    for (std::size_t fold = 0; fold < folds; ++fold) {
        if (fold == held_out) continue;
        const LinearModel model = fit_on(cases, outside(cases, with(held_out, fold)), examples, 3, 17, 3);
        for (std::size_t i = fold; i < cases.size(); i += folds)
            endpoints[i] = tag_endpoints(cases[i].prose, cases[i].traits, unseen.trials[i], model);
    }
    return endpoints;
}

/// Statements as the model of relations sees them: told or not.
std::vector<Example> told(std::vector<Example> statements) {
    for (Example& example : statements)
        example.label = example.label == 0 ? 0 : 1;
    return statements;
}

/// What the steps up to the endpoints make of each document.
Unseen read_unseen(const std::vector<Case>& cases, std::vector<TrialArms> trials, const LinearModel& doses,
                   std::optional<std::size_t> held_out) {
    Unseen unseen{std::move(trials), {}, {}};
    for (std::size_t i = 0; i < cases.size(); ++i) {
        give_doses(cases[i].prose, cases[i].traits, unseen.trials[i], doses);
        unseen.placed.push_back(place_claims(cases[i]));
    }
    unseen.endpoints = unseen_endpoints(cases, unseen, held_out);
    return unseen;
}

} // namespace

ClaimModels ClaimTrainer::learn(std::optional<std::size_t> held_out) {
    const std::vector<Case>& cases = m_data.cases;
    const Folds left_out = held_out ? Folds{*held_out} : Folds{};
    const Which which = outside(cases, left_out);
    const auto learn = [&](auto examples, int classes, int bits, int epochs) {
        return fit_on(cases, which, examples, classes, bits, epochs);
    };
    Facts facts = learn_facts(held_out);
    const Unseen unseen = read_unseen(cases, std::move(facts.trials), facts.doses, held_out);
    const auto endpoints = [&](std::size_t i, const Case& one) {
        return endpoint_examples(one, unseen.trials[i], unseen.placed[i]);
    };
    const auto statements = [&](std::size_t i, const Case& one) {
        return relation_examples(one, unseen.trials[i], unseen.placed[i], unseen.endpoints[i]);
    };
    const auto relations = [&](std::size_t i, const Case& one) { return told(statements(i, one)); };
    std::vector<Example> directions = compared_directions(held_out);
    NumberExamples numbers;
    for (const std::size_t i : which) {
        std::vector<LabelledMovement> movements =
            labelled_movements(cases[i], unseen.trials[i], unseen.placed[i], unseen.endpoints[i]);
        NumberExamples more = number_examples(cases[i], unseen.trials[i], unseen.endpoints[i], movements, unseen.placed[i]);
        append(numbers.effects, std::move(more.effects));
        append(numbers.p_values, std::move(more.p_values));
        for (LabelledMovement& movement : movements)
            directions.push_back(std::move(movement.example));
    }
    return {m_data.phrases,         entities_without(left_out), std::move(facts.arms),      std::move(facts.doses),
            std::move(facts.sizes), learn(endpoints, 3, 17, 3), learn(relations, 2, 16, 6), fit_directions(directions),
            fit_numbers(numbers.effects), fit_numbers(numbers.p_values)};
}

ClaimModels ClaimTrainer::learn_only_facts(std::optional<std::size_t> held_out) {
    const ClaimModels& rest = ClaimModels::built_in();
    Facts facts = learn_facts(held_out);
    return {m_data.phrases,         entities_without(held_out ? Folds{*held_out} : Folds{}),
            std::move(facts.arms),  std::move(facts.doses),
            std::move(facts.sizes), rest.endpoints,
            rest.relations,         rest.directions,
            rest.effects,           rest.p_values};
}

ClaimTrainer::Facts ClaimTrainer::learn_facts(std::optional<std::size_t> held_out) {
    const std::vector<Case>& cases = m_data.cases;
    const Which which = outside(cases, held_out ? Folds{*held_out} : Folds{});
    const std::vector<Entities> tagged = unseen_entities(held_out);
    const auto arms_of = [&](std::size_t i, const Case& one) { return arm_examples(one, tagged[i].arms); };
    LinearModel arms = fit_on(cases, which, arms_of, 2, 14, 6);
    std::vector<TrialArms> trials;
    for (std::size_t i = 0; i < cases.size(); ++i)
        trials.push_back(find_arms(cases[i].prose, cases[i].traits, tagged[i].arms, arms));
    const auto learn_amounts = [&](auto examples, int bits) {
        std::vector<Example> all;
        for (const std::size_t i : which)
            append(all, examples(cases[i], trials[i]));
        return fit_averaged(all, {2, bits, 8, 0.1});
    };
    LinearModel doses = learn_amounts(dose_examples, 16);
    LinearModel sizes = learn_amounts(size_examples, 18);
    return {std::move(arms), std::move(doses), std::move(sizes), std::move(trials)};
}

const LinearModel& ClaimTrainer::entities_without(const Folds& left_out) {
    const auto known = m_entities.find(left_out);
    if (known != m_entities.end()) return known->second;
    const auto examples = [](std::size_t, const Case& one) { return entity_examples(one); };
    return m_entities.emplace(left_out, fit_on(m_data.cases, outside(m_data.cases, left_out), examples, 5, 17, 3))
        .first->second;
}

std::vector<Entities> ClaimTrainer::unseen_entities(std::optional<std::size_t> held_out) {
    const std::vector<Case>& cases = m_data.cases;
    std::vector<Entities> entities(cases.size());
    for (std::size_t fold = 0; fold < folds; ++fold) {
        if (fold == held_out) continue;
        const LinearModel& model = entities_without(with(held_out, fold));
        for (std::size_t i = fold; i < cases.size(); i += folds)
            entities[i] = tag_entities(cases[i].prose, cases[i].traits, model);
    }
    return entities;
}

std::vector<Example> ClaimTrainer::compared_directions(std::optional<std::size_t> held_out) const {
    std::set<std::string> measured;
    for (std::size_t i = 0; i < m_data.cases.size(); ++i) {
        if (i % folds == held_out) measured.insert(m_data.cases[i].gold.id);
    }
    std::vector<Example> examples;
    for (const GoldComparison& comparison : m_data.comparisons) {
        if (!measured.contains(comparison.document)) append(examples, movement_examples(comparison, m_data.phrases));
    }
    return examples;
}

LinearModel fit_phrases(const std::vector<GoldTokens>& abstracts) {
    std::vector<Example> examples;
    for (const GoldTokens& abstract : abstracts)
        append(examples, phrase_examples(abstract));
    return fit(examples, 4, 16, 3);
}

} // namespace ekb::importers::extraction::training
