// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the model of directions alone, or measures it by cross-validation:
//   ekb_train_directions LABELLED ABSTRACTS MODELS
//   ekb_train_directions LABELLED ABSTRACTS --cross-validate ANSWERS
// The folders are those of ekb_train_claims, which makes it too, beside all others. Here arms and endpoints are those that the
// models in the program find, which know these documents; in a cross-validation the model of directions does not know the fifth
// of the documents that it is measured on, nor the questions about them. The figures of arms that it looks at are found by models
// that do not know the document either, and are counted against the labels. ANSWERS gets a line of JSON for each result.
#include "importers/extraction/arms/arm_naming.h"
#include "importers/extraction/arms/entities.h"
#include "importers/extraction/models/claim_models.h"
#include "importers/extraction/training/claim_data.h"
#include "importers/extraction/training/fitting.h"
#include "importers/extraction/training/number_examples.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <iostream>
#include <optional>
#include <set>

namespace ekb::importers::extraction::training {
namespace {

struct Read {
    TrialArms trial;
    LabelledMovements movements;
    NumberExamples numbers;
    std::vector<Example> examples; ///< one for each movement
    FigureCount figures;
};

Read read_case(const Case& one) {
    const ClaimModels& models = ClaimModels::built_in();
    Read read;
    const Entities entities = tag_entities(one.prose, one.traits, models.entities);
    read.trial = named_arms(one.prose, one.traits, entities.arms, models);
    const std::vector<PlacedClaim> placed = place_claims(one);
    read.movements = labelled_movements(one, read.trial, placed, tag_endpoints(one.prose, one.traits, read.trial, models.endpoints));
    read.numbers = number_examples(one, read.trial, read.movements, placed);
    return read;
}

constexpr std::array<const char*, 3> names{"increased", "decreased", "no_difference"};

nlohmann::json line_of(const Case& one, const Read& read, const LabelledMovement& movement,
                       std::size_t said, double probability) {
    const EndpointMention& endpoint = read.movements.endpoints[movement.endpoint];
    const auto& arms = read.trial.arms;
    return {{"id", one.gold.id},
            {"endpoint", text_of(one.prose, endpoint)},
            {"intervention", arms[movement.pair.subject].name},
            {"comparator", movement.pair.reference ? arms[*movement.pair.reference].name : std::string()},
            {"said", names[said]},
            {"is", names[static_cast<std::size_t>(movement.relation) - 1]},
            {"probability", probability},
            {"arms", arms.size()},
            {"sentence", one.prose.sentences[endpoint.sentence].in(one.prose.text)}};
}

/// What there is to learn from: results of the labelled abstracts, and sentences that answer questions.
struct Material {
    std::vector<Read> reads;                    ///< one for each case
    std::vector<std::vector<Example>> compared; ///< one for each comparison
};

Material read_material(const ClaimData& data) {
    Material material;
    std::vector<NumberExamples> numbers;
    for (const Case& one : data.cases) {
        material.reads.push_back(read_case(one));
        numbers.push_back(std::move(material.reads.back().numbers));
    }
    const std::vector<LinearModel> figures = unseen_figures(numbers, std::nullopt);
    for (std::size_t i = 0; i < data.cases.size(); ++i) {
        Read& read = material.reads[i];
        read.examples = movement_examples(data.cases[i], read.trial, read.movements, figures[i % folds]);
        read.figures = count_figures(data.cases[i], read.trial, read.movements, figures[i % folds]);
    }
    for (const GoldComparison& comparison : data.comparisons)
        material.compared.push_back(movement_examples(comparison, data.phrases, figures.front()));
    return material;
}

/// A model that knows nothing of a fold; of all without one.
LinearModel learn(const ClaimData& data, const Material& material, std::optional<std::size_t> fold) {
    std::set<std::string> left_out;
    std::vector<Example> examples;
    for (std::size_t i = 0; i < data.cases.size(); ++i) {
        if (i % folds == fold) left_out.insert(data.cases[i].gold.id);
    }
    for (std::size_t c = 0; c < material.compared.size(); ++c) {
        if (!left_out.contains(data.comparisons[c].document)) append(examples, material.compared[c]);
    }
    for (std::size_t i = 0; i < material.reads.size(); ++i) {
        if (i % folds == fold) continue;
        examples.insert(examples.end(), material.reads[i].examples.begin(), material.reads[i].examples.end());
    }
    return fit_directions(examples);
}

using Confusion = std::array<std::array<int, 3>, 3>; ///< of what is, how often each was said

void print(const Confusion& said) {
    int all = 0;
    for (std::size_t is = 0; is < 3; ++is) {
        std::cout << names[is] << ": said";
        for (std::size_t as = 0; as < 3; ++as) {
            std::cout << ' ' << names[as] << ' ' << said[is][as];
            all += said[is][as];
        }
        std::cout << '\n';
    }
    std::cout << "right " << (said[0][0] + said[1][1] + said[2][2]) / static_cast<double>(std::max(all, 1)) << " of " << all << '\n';
}

void print_figures(const Material& material) {
    FigureCount sum;
    for (const Read& read : material.reads) {
        sum.labelled += read.figures.labelled;
        sum.given += read.figures.given;
        sum.right += read.figures.right;
    }
    std::cout << "arms' figures: right " << sum.right << " of " << sum.given << " given, " << sum.labelled << " labelled\n";
}

void cross_validate(const ClaimData& data, const std::string& answers) {
    const Material material = read_material(data);
    Confusion said{};
    std::string lines;
    for (std::size_t fold = 0; fold < folds; ++fold) {
        const LinearModel model = learn(data, material, fold);
        for (std::size_t i = fold; i < data.cases.size(); i += folds) {
            for (std::size_t m = 0; m < material.reads[i].examples.size(); ++m) {
                const Example& example = material.reads[i].examples[m];
                const std::vector<double> p = model.probabilities(example.features);
                const auto best = static_cast<std::size_t>(std::ranges::max_element(p) - p.begin());
                ++said[static_cast<std::size_t>(example.label)][best];
                lines += line_of(data.cases[i], material.reads[i], material.reads[i].movements.all[m], best, p[best]).dump() + '\n';
            }
        }
    }
    print(said);
    print_figures(material);
    write_file(answers, lines);
}

} // namespace
} // namespace ekb::importers::extraction::training

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    const bool measures = words.size() == 4 && words[2] == "--cross-validate";
    if (words.size() != 3 && !measures) {
        std::cerr << "usage: ekb_train_directions LABELLED ABSTRACTS (MODELS | --cross-validate ANSWERS)\n";
        return 2;
    }
    try {
        namespace training = ekb::importers::extraction::training;
        const training::ClaimData data = training::read_claim_data(words[0], words[1]);
        if (measures)
            training::cross_validate(data, words[3]);
        else
            training::write_file(words[2] + "/models/directions.model",
                                 training::learn(data, training::read_material(data), std::nullopt).serialised());
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
