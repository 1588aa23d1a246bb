// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the models of the line from prose to claims:
//   ekb_train_claims LABELLED MODELS [--leave-out K]
// LABELLED holds claims-train/ and pico-train/; MODELS is importers/extraction/data. With --leave-out, documents whose
// number leaves K when divided by 5 are not learnt from.
#include "importers/extraction/arms.h"
#include "importers/extraction/entities.h"
#include "importers/extraction/sample_size.h"
#include "importers/extraction/training/claim_examples.h"
#include "importers/extraction/training/examples.h"
#include "importers/extraction/training/fitting.h"
#include "kb/model/error.h"

#include <fstream>
#include <iostream>
#include <optional>

namespace ekb::importers::extraction::training {
namespace {

LinearModel fit(const std::vector<Example>& examples, int classes, int bits, int epochs) {
    return fit_averaged(examples, {classes, bits, epochs, 0.05});
}

/// Learns a step from some documents.
template <typename Examples>
LinearModel fit_on(const std::vector<Case>& cases, const std::vector<std::size_t>& which, Examples examples,
                   int classes, int bits, int epochs) {
    std::vector<Example> all;
    for (const std::size_t i : which)
        append(all, examples(i, cases[i]));
    return fit(all, classes, bits, epochs);
}

std::vector<std::size_t> outside_fold(const std::vector<std::size_t>& which, std::size_t fold) {
    std::vector<std::size_t> out;
    for (std::size_t k = 0; k < which.size(); ++k) {
        if (k % folds != fold) out.push_back(which[k]);
    }
    return out;
}

/// What each document's entities look like to a tagger that did not learn from it.
std::vector<Entities> unseen_entities(const std::vector<Case>& cases, const std::vector<std::size_t>& which) {
    std::vector<Entities> entities(cases.size());
    for (std::size_t fold = 0; fold < folds; ++fold) {
        const LinearModel model = fit_on(
            cases, outside_fold(which, fold), [](std::size_t, const Case& one) { return entity_examples(one); }, 5, 17,
            3);
        for (std::size_t k = fold; k < which.size(); k += folds) {
            const Case& one = cases[which[k]];
            entities[which[k]] = tag_entities(one.prose, one.traits, model);
        }
    }
    return entities;
}

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

std::vector<Example> size_examples(const Case& one) {
    std::vector<Example> examples;
    const std::vector<SizeCandidate> candidates = size_candidates(one.prose);
    for (std::size_t i = 0; i < candidates.size(); ++i)
        examples.push_back(
            {size_features(one.prose, candidates, i), candidates[i].value == one.gold.n_randomised ? 1 : 0, 1});
    return examples;
}

LinearModel fit_phrases(const std::string& labelled) {
    std::vector<Example> examples;
    for (const GoldTokens& abstract : read_gold_tokens(labelled + "/pico-train"))
        append(examples, phrase_examples(abstract));
    return fit(examples, 4, 16, 3);
}

/// Every step's view of a document, made by models that did not learn from it.
struct Unseen {
    std::vector<Entities> entities;
    std::vector<TrialArms> trials;
    std::vector<std::vector<PlacedClaim>> placed;
    std::vector<std::vector<EndpointMention>> endpoints;
};

std::vector<std::vector<EndpointMention>>
unseen_endpoints(const std::vector<Case>& cases, const std::vector<std::size_t>& which, const Unseen& unseen) {
    std::vector<std::vector<EndpointMention>> endpoints(cases.size());
    const auto examples = [&](std::size_t i, const Case& one) {
        return endpoint_examples(one, unseen.trials[i], unseen.placed[i]);
    };
    for (std::size_t fold = 0; fold < folds; ++fold) {
        const LinearModel model = fit_on(cases, outside_fold(which, fold), examples, 3, 17, 3);
        for (std::size_t k = fold; k < which.size(); k += folds) {
            const Case& one = cases[which[k]];
            endpoints[which[k]] = tag_endpoints(one.prose, one.traits, unseen.trials[which[k]], model);
        }
    }
    return endpoints;
}

/// Statements as the model of relations sees them: told or not.
std::vector<Example> told(std::vector<Example> statements) {
    for (Example& example : statements)
        example.label = example.label == 0 ? 0 : 1;
    return statements;
}

/// Those that tell a result as the model of directions sees them.
std::vector<Example> directed(std::vector<Example> statements) {
    std::erase_if(statements, [](const Example& example) { return example.label == 0; });
    for (Example& example : statements)
        --example.label;
    return statements;
}

/// Sentences that answer a question of Evidence Inference's training part, of articles that nothing is measured on.
std::vector<Example> compared_directions(const std::string& labelled, const LinearModel& phrases) {
    std::set<std::string> measured = read_document_ids(labelled + "/claims");
    measured.merge(read_document_ids(labelled + "/effects"));
    std::vector<Example> examples;
    for (const GoldComparison& comparison : read_gold_comparisons(labelled + "/compare-train")) {
        if (!measured.contains(comparison.document)) append(examples, direction_examples(comparison, phrases));
    }
    return examples;
}

void run(const std::string& labelled, const std::string& out, std::optional<std::size_t> left_out) {
    const LinearModel phrases = fit_phrases(labelled);
    write_file(out + "/models/phrases.model", phrases.serialised());
    const std::vector<Case> cases = read_cases(read_gold(labelled + "/claims-train"), phrases);
    std::vector<std::size_t> which;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (i % folds != left_out) which.push_back(i);
    }
    const auto learn = [&](const std::string& name, auto examples, int classes, int bits, int epochs) {
        LinearModel model = fit_on(cases, which, examples, classes, bits, epochs);
        write_file(out + "/models/" + name + ".model", model.serialised());
        return model;
    };
    Unseen unseen;
    unseen.entities = unseen_entities(cases, which);
    learn(
        "entities", [](std::size_t, const Case& one) { return entity_examples(one); }, 5, 17, 3);
    const LinearModel arms = learn(
        "arms", [&](std::size_t i, const Case& one) { return arm_examples(one, unseen.entities[i].arms); }, 2, 14, 6);
    learn(
        "sizes", [](std::size_t, const Case& one) { return size_examples(one); }, 2, 14, 6);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        unseen.trials.push_back(find_arms(cases[i].prose, cases[i].traits, unseen.entities[i].arms, arms));
        unseen.placed.push_back(place_claims(cases[i]));
    }
    unseen.endpoints = unseen_endpoints(cases, which, unseen);
    learn(
        "endpoints",
        [&](std::size_t i, const Case& one) { return endpoint_examples(one, unseen.trials[i], unseen.placed[i]); }, 3,
        17, 3);
    const auto statements = [&](std::size_t i, const Case& one) {
        return relation_examples(one, unseen.trials[i], unseen.placed[i], unseen.endpoints[i]);
    };
    learn(
        "relations", [&](std::size_t i, const Case& one) { return told(statements(i, one)); }, 2, 16, 6);
    std::vector<Example> directions = compared_directions(labelled, phrases);
    for (const std::size_t i : which)
        append(directions, directed(statements(i, cases[i])));
    write_file(out + "/models/directions.model", fit(directions, 3, 16, 6).serialised());
}

} // namespace
} // namespace ekb::importers::extraction::training

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() != 2 && !(words.size() == 4 && words[2] == "--leave-out")) {
        std::cerr << "usage: ekb_train_claims LABELLED MODELS [--leave-out K]\n";
        return 2;
    }
    try {
        ekb::importers::extraction::training::run(
            words[0], words[1], words.size() == 4 ? std::optional<std::size_t>(std::stoul(words[3])) : std::nullopt);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
