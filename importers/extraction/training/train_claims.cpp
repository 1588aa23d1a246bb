// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the models of the line from prose to claims, or measures them by cross-validation:
//   ekb_train_claims LABELLED ABSTRACTS MODELS
//   ekb_train_claims LABELLED ABSTRACTS --cross-validate ANSWERS [--perfect-arms | --facts]
// LABELLED holds claims-train/, pico-train/ and compare-train/; ABSTRACTS is the folder of that name beside this file, with
// labels of more abstracts of compare-train's articles; MODELS is importers/extraction/data. ANSWERS gets what is extracted
// from each labelled document by models that did not learn from it, for measure_claims.py; with --facts only n, arms,
// doses, condition and primary endpoint, which is quicker. What is read at all is told by the model of train_reports.cpp,
// which is not made here.
#include "importers/extraction/claims.h"
#include "importers/extraction/extract.h"
#include "importers/extraction/results/direction_check.h"
#include "importers/extraction/training/claim_answers.h"
#include "importers/extraction/training/claim_data.h"
#include "importers/extraction/training/claim_examples.h"
#include "importers/extraction/training/claim_training.h"
#include "importers/extraction/training/fitting.h"

#include <iostream>

namespace ekb::importers::extraction::training {
namespace {

void make_models(const ClaimData& data, const std::string& out) {
    const ClaimModels models = ClaimTrainer(data).learn(std::nullopt);
    const auto write = [&](const std::string& name, const LinearModel& model) {
        write_file(out + "/models/" + name + ".model", model.serialised());
    };
    write("phrases", models.phrases);
    write("entities", models.entities);
    write("names", models.names);
    write("arms", models.arms);
    write("naming", models.naming);
    write("doses", models.doses);
    write("sizes", models.sizes);
    write("endpoints", models.endpoints);
    write("relations", models.relations);
    write("pairs", models.pairs);
    write("directions", models.directions);
    write("figures", models.figures);
    write("effects", models.effects);
    write("p_values", models.p_values);
}

/// Reads the claims once more with the labelled arms: how far better arms would lead.
void read_with_labelled_arms(const Case& one, const ClaimModels& models, Document& document) {
    const TrialArms trial = labelled_arms(one);
    document.arms = trial.arms;
    document.claims = find_claims(document, one.prose, one.traits, trial, models);
    for (Claim& claim : document.claims)
        check_direction(claim);
}

enum class Extent { claims, claims_of_labelled_arms, facts };

void cross_validate(const ClaimData& data, const std::string& out, Extent extent) {
    ClaimTrainer trainer(data);
    std::string answers;
    for (std::size_t fold = 0; fold < folds; ++fold) {
        const ClaimModels models = extent == Extent::facts ? trainer.learn_only_facts(fold) : trainer.learn(fold);
        for (std::size_t i = fold; i < data.cases.size(); i += folds) {
            const Case& one = data.cases[i];
            Document document;
            document.content = plain_text(one.gold.text);
            extract(document, models);
            if (extent == Extent::claims_of_labelled_arms) read_with_labelled_arms(one, models, document);
            if (extent == Extent::facts) document.claims.clear();
            answers += answer_line(one.gold.id, document, models) + '\n';
        }
    }
    write_file(out, answers);
}

} // namespace
} // namespace ekb::importers::extraction::training

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    const bool measures = words.size() >= 4 && words[2] == "--cross-validate";
    const bool perfect_arms = measures && words.size() == 5 && words[4] == "--perfect-arms";
    const bool facts = measures && words.size() == 5 && words[4] == "--facts";
    if (words.size() != (measures ? perfect_arms || facts ? 5U : 4U : 3U)) {
        std::cerr << "usage: ekb_train_claims LABELLED ABSTRACTS (MODELS | --cross-validate ANSWERS [--perfect-arms | "
                     "--facts])\n";
        return 2;
    }
    try {
        namespace training = ekb::importers::extraction::training;
        const training::ClaimData data = training::read_claim_data(words[0], words[1]);
        if (measures)
            training::cross_validate(data, words[3],
                                     facts          ? training::Extent::facts
                                     : perfect_arms ? training::Extent::claims_of_labelled_arms
                                                    : training::Extent::claims);
        else
            training::make_models(data, words[2]);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
