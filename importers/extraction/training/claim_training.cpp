// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/claim_training.h"

#include "importers/extraction/arms/arm_doses.h"
#include "importers/extraction/arms/arm_naming.h"
#include "importers/extraction/training/claim_examples.h"
#include "importers/extraction/training/fact_examples.h"
#include "importers/extraction/training/fitting.h"
#include "importers/extraction/training/movement_examples.h"
#include "importers/extraction/training/number_examples.h"
#include "importers/extraction/training/train_chain.h"

namespace ekb::importers::extraction::training {
namespace {

using Which = std::vector<std::size_t>;

LinearModel fit(const std::vector<Example>& examples, int classes, int bits, int epochs) {
    return fit_averaged(examples, {classes, bits, epochs, 0.05});
}

/// The examples of some documents.
template <typename Examples>
std::vector<Example> collect(const std::vector<Case>& cases, const Which& which, Examples examples) {
    std::vector<Example> all;
    for (const std::size_t i : which)
        append(all, examples(i, cases[i]));
    return all;
}

/// Learns a step from some documents.
template <typename Examples>
LinearModel fit_on(const std::vector<Case>& cases, const Which& which, Examples examples, int classes, int bits,
                   int epochs) {
    return fit(collect(cases, which, examples), classes, bits, epochs);
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

LinearModel fit_names(const std::vector<Case>& cases, const Which& which, const std::vector<Entities>& tagged) {
    return fit_on(cases, which, [&](std::size_t i, const Case& one) { return name_examples(one, tagged[i].arms); }, 2, 16, 6);
}

/// Every step's view of a document, made by models that did not learn from it.
struct Unseen {
    std::vector<TrialArms> trials;
    std::vector<std::vector<PlacedClaim>> placed;
    std::vector<std::vector<EndpointMention>> endpoints;
};

LinearModel fit_endpoints(const std::vector<Case>& cases, const Which& which, const Unseen& unseen) {
    std::vector<LabelledChain> chains;
    for (const std::size_t i : which)
        append(chains, endpoint_chains(cases[i], unseen.trials[i], unseen.placed[i]));
    ChainOptions options;
    options.classes = 3;
    options.bits = 18;
    options.epochs = 3; // more make it sure of phrases that it has not seen
    return train_chain(chains, options);
}

std::vector<std::vector<EndpointMention>> unseen_endpoints(const std::vector<Case>& cases, const Unseen& unseen,
                                                           std::optional<std::size_t> held_out) {
    std::vector<std::vector<EndpointMention>> endpoints(cases.size());
    for (std::size_t fold = 0; fold < folds; ++fold) {
        if (fold == held_out) continue;
        const LinearModel model = fit_endpoints(cases, outside(cases, with(held_out, fold)), unseen);
        for (std::size_t i = fold; i < cases.size(); i += folds)
            endpoints[i] = tag_endpoints(cases[i].prose, cases[i].traits, unseen.trials[i], model);
    }
    return endpoints;
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

/// Learns a step from features half of which each update leaves out.
template <typename Examples>
LinearModel fit_thinned(const std::vector<Case>& cases, const Which& which, Examples examples) {
    TrainingOptions options;
    options.classes = 2;
    options.bits = 18;
    options.epochs = 8;
    options.rate = 0.02;
    options.l2 = 1e-4;
    options.left_out = 0.5;
    options.averaged = true;
    options.smallest = 0.005;
    return train_linear(collect(cases, which, examples), options);
}

} // namespace

ClaimModels ClaimTrainer::learn(std::optional<std::size_t> held_out) {
    const std::vector<Case>& cases = m_data.cases;
    const Folds left_out = held_out ? Folds{*held_out} : Folds{};
    const Which which = outside(cases, left_out);
    Facts facts = learn_facts(held_out);
    const Unseen unseen = read_unseen(cases, std::move(facts.trials), facts.doses, held_out);
    const auto relations = [&](std::size_t i, const Case& one) {
        return acceptance_examples(one, unseen.trials[i], unseen.placed[i], unseen.endpoints[i]);
    };
    const auto pairs = [&](std::size_t i, const Case& one) {
        return pair_examples(one, unseen.trials[i], unseen.placed[i], unseen.endpoints[i]);
    };
    std::vector<LabelledMovements> movements(cases.size());
    std::vector<NumberExamples> numbers(cases.size());
    for (const std::size_t i : which) {
        movements[i] = labelled_movements(cases[i], unseen.trials[i], unseen.placed[i], unseen.endpoints[i]);
        numbers[i] = number_examples(cases[i], unseen.trials[i], movements[i], unseen.placed[i]);
    }
    const std::vector<LinearModel> unseen_figure_models = unseen_figures(numbers, held_out);
    NumberExamples all_numbers;
    for (NumberExamples& one : numbers) {
        append(all_numbers.effects, std::move(one.effects));
        append(all_numbers.p_values, std::move(one.p_values));
        append(all_numbers.figures, std::move(one.figures));
    }
    LinearModel figures = fit_numbers(all_numbers.figures);
    std::vector<Example> directions = compared_directions(held_out, figures);
    for (const std::size_t i : which)
        append(directions, movement_examples(cases[i], unseen.trials[i], movements[i], unseen_figure_models[i % folds]));
    return {m_data.phrases,
            entities_without(left_out),
            std::move(facts.names),
            std::move(facts.arms),
            std::move(facts.naming),
            std::move(facts.doses),
            std::move(facts.sizes),
            fit_endpoints(cases, which, unseen),
            fit_thinned(cases, which, relations),
            fit_thinned(cases, which, pairs),
            fit_directions(directions),
            std::move(figures),
            fit_numbers(all_numbers.effects),
            fit_numbers(all_numbers.p_values),
            ClaimModels::built_in().report_words};
}

ClaimModels ClaimTrainer::learn_only_facts(std::optional<std::size_t> held_out) {
    const ClaimModels& rest = ClaimModels::built_in();
    Facts facts = learn_facts(held_out);
    return {m_data.phrases,         entities_without(held_out ? Folds{*held_out} : Folds{}),
            std::move(facts.names), std::move(facts.arms),  std::move(facts.naming), std::move(facts.doses),
            std::move(facts.sizes), rest.endpoints,
            rest.relations,         rest.pairs,
            rest.directions,        rest.figures,
            rest.effects,           rest.p_values,
            rest.report_words};
}

ClaimTrainer::Facts ClaimTrainer::learn_facts(std::optional<std::size_t> held_out) {
    const std::vector<Case>& cases = m_data.cases;
    const Which which = outside(cases, held_out ? Folds{*held_out} : Folds{});
    const std::vector<Entities> tagged = unseen_entities(held_out);
    LinearModel names = fit_names(cases, which, tagged);
    // What a document's names look like joined by a model that did not learn from it, and the arms so found.
    std::vector<TrialArms> trials(cases.size());
    std::vector<std::vector<Example>> groups(cases.size());
    std::vector<LinearModel> unseen_names;
    for (std::size_t fold = 0; fold < folds; ++fold) {
        unseen_names.push_back(fold == held_out ? names : fit_names(cases, outside(cases, with(held_out, fold)), tagged));
        for (std::size_t i = fold; i < cases.size(); i += folds)
            groups[i] = arm_examples(cases[i], tagged[i].arms, unseen_names.back());
    }
    const auto fit_arms = [&](const Which& from) {
        return fit(collect(cases, from, [&](std::size_t i, const Case&) { return groups[i]; }), 2, 14, 6);
    };
    LinearModel arms = fit_arms(which);
    for (std::size_t fold = 0; fold < folds; ++fold) {
        const LinearModel unseen_arms = fold == held_out ? arms : fit_arms(outside(cases, with(held_out, fold)));
        for (std::size_t i = fold; i < cases.size(); i += folds)
            trials[i] = find_arms(cases[i].prose, cases[i].traits, tagged[i].arms, {unseen_names[fold], unseen_arms});
    }
    // Unlike the steps before, it has learnt from the documents whose names the later steps see by it: it is one, not one a fold.
    LinearModel naming =
        fit_on(cases, which, [&](std::size_t i, const Case& one) { return naming_examples(one, trials[i]); }, 2, 15, 6);
    for (std::size_t i = 0; i < cases.size(); ++i)
        name_arms(cases[i].prose, cases[i].traits, trials[i], naming);
    const auto learn_amounts = [&](auto examples, int bits) {
        const auto of_trial = [&](std::size_t i, const Case& one) { return examples(one, trials[i]); };
        return fit_averaged(collect(cases, which, of_trial), {2, bits, 8, 0.1});
    };
    LinearModel doses = learn_amounts(dose_examples, 16);
    LinearModel sizes = learn_amounts(size_examples, 18);
    return {std::move(names), std::move(arms), std::move(naming), std::move(doses), std::move(sizes), std::move(trials)};
}

const LinearModel& ClaimTrainer::entities_without(const Folds& left_out) {
    const auto known = m_entities.find(left_out);
    if (known != m_entities.end()) return known->second;
    const auto examples = [](std::size_t, const Case& one) { return entity_examples(one); };
    return m_entities.emplace(left_out, fit_on(m_data.cases, outside(m_data.cases, left_out), examples, 5, 18, 3))
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

std::vector<Example> ClaimTrainer::compared_directions(std::optional<std::size_t> held_out,
                                                           const LinearModel& figures) const {
    std::set<std::string> measured;
    for (std::size_t i = 0; i < m_data.cases.size(); ++i) {
        if (i % folds == held_out) measured.insert(m_data.cases[i].gold.id);
    }
    std::vector<Example> examples;
    for (const GoldComparison& comparison : m_data.comparisons) {
        if (!measured.contains(comparison.document)) append(examples, movement_examples(comparison, m_data.phrases, figures));
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
