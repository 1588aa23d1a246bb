// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the models that read a lone result's cells:
//   ekb_train_cells LABELLED MODELS [--held-out FILE]
// LABELLED holds tables/ and claims-train/; MODELS is importers/extraction/data. With --held-out no model is written:
// FILE gets, for each sentence of tables/, the cells that models read in it which did not learn from its fifth of them.
#include "importers/extraction/models/claim_models.h"
#include "importers/extraction/training/cell_examples.h"
#include "importers/extraction/training/fitting.h"
#include "kb/model/error.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <map>

namespace ekb::importers::extraction::training {
namespace {

using cells::CellModels;
using cells::Probabilities;
using Cases = std::vector<const CellCase*>;

LinearModel fit(const std::vector<Example>& examples, int classes, int bits, int epochs) {
    return fit_averaged(examples, {classes, bits, epochs, 0.1});
}

constexpr int tag_classes = 1 + 2 * static_cast<int>(cells::cell_parts);

LinearModel fit_chain(const std::vector<LabelledChain>& chains) {
    ChainOptions options;
    options.classes = tag_classes;
    return train_chain(chains, options);
}

LinearModel fit_first(const Cases& cases) {
    std::vector<LabelledChain> chains;
    for (const CellCase* one : cases)
        chains.push_back(tag_chain(*one, first_features(one->view())));
    return fit_chain(chains);
}

/// The cases outside a fold of their documents, or in it.
Cases fold_of(const Cases& cases, std::size_t fold, bool inside) {
    Cases out;
    std::size_t number = 0;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (i > 0 && cases[i]->id != cases[i - 1]->id) ++number;
        if ((number % folds == fold) == inside) out.push_back(cases[i]);
    }
    return out;
}

/// What first taggers say of sentences that they had not seen.
std::vector<Probabilities> unseen_probabilities(const Cases& cases) {
    std::map<const CellCase*, Probabilities> seen;
    for (std::size_t fold = 0; fold < folds; ++fold) {
        const LinearModel first = fit_first(fold_of(cases, fold, false));
        for (const CellCase* one : fold_of(cases, fold, true))
            seen[one] = cells::chain_probabilities(first, first_features(one->view()));
    }
    std::vector<Probabilities> out;
    for (const CellCase* one : cases)
        out.push_back(seen[one]);
    return out;
}

/// Links are learnt from the labelled spans and from those that a tagger found which had not seen the sentence.
std::vector<Example> all_links(const Cases& cases, const std::vector<Probabilities>& seen, cells::CellPart part) {
    std::vector<Example> examples;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        append(examples, link_examples(*cases[i], cases[i]->spans, part));
        const std::vector<double> biases(cells::cell_parts, 0.0);
        append(examples, link_examples(*cases[i], decode_spans(seen[i], biases), part));
    }
    return examples;
}

CellModels fit_all(const Cases& cases) {
    const std::vector<Probabilities> seen = unseen_probabilities(cases);
    std::vector<LabelledChain> chains;
    for (std::size_t i = 0; i < cases.size(); ++i)
        chains.push_back(
            tag_chain(*cases[i], second_features(cases[i]->view(), first_features(cases[i]->view()), seen[i])));
    return {fit_first(cases), fit_chain(chains), fit(all_links(cases, seen, cells::intervention_part), 2, 16, 10),
            fit(all_links(cases, seen, cells::outcome_part), 2, 16, 10)};
}

nlohmann::json cells_json(const CellCase& one, const CellModels& models) {
    const auto text = [&](const TaggedSpan& span) {
        const ByteSpan bytes = span_of(Tokens(one.sentence().tokens).subspan(span.first, span.end - span.first));
        return std::string(one.prose.text.substr(bytes.begin, bytes.size()));
    };
    nlohmann::json found = nlohmann::json::array();
    for (const cells::Cell& cell : read_cells(one.view(), models))
        found.push_back({{"intervention", text(cell.intervention)},
                         {"outcome", text(cell.outcome)},
                         {"figure", text(cell.figure)}});
    return {{"id", one.id}, {"cells", std::move(found)}};
}

Cases pointers(const std::vector<CellCase>& cases) {
    Cases out;
    for (const CellCase& one : cases)
        out.push_back(&one);
    return out;
}

Cases joined(Cases cases, const Cases& more) {
    cases.insert(cases.end(), more.begin(), more.end());
    return cases;
}

void run(const std::string& labelled, const std::string& models, const std::string& held_out) {
    const LinearModel& phrases = ClaimModels::built_in().phrases;
    const std::vector<CellCase> sentences = read_cell_cases(labelled + "/tables", phrases);
    const std::vector<CellCase> results = cell_cases_of(labelled + "/claims-train", phrases);
    std::cerr << sentences.size() << " sentences, " << results.size() << " results of abstracts\n";
    if (held_out.empty()) {
        const CellModels all = fit_all(joined(pointers(sentences), pointers(results)));
        write_file(models + "/models/cells_first.model", all.first.serialised());
        write_file(models + "/models/cells_second.model", all.second.serialised());
        write_file(models + "/models/cells_interventions.model", all.interventions.serialised());
        write_file(models + "/models/cells_outcomes.model", all.outcomes.serialised());
        return;
    }
    std::string lines;
    for (std::size_t fold = 0; fold < folds; ++fold) {
        const CellModels some = fit_all(joined(fold_of(pointers(sentences), fold, false), pointers(results)));
        for (const CellCase* one : fold_of(pointers(sentences), fold, true))
            lines += cells_json(*one, some).dump() + '\n';
    }
    write_file(held_out, lines);
}

} // namespace
} // namespace ekb::importers::extraction::training

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() != 2 && !(words.size() == 4 && words[2] == "--held-out")) {
        std::cerr << "usage: ekb_train_cells LABELLED MODELS [--held-out FILE]\n";
        return 2;
    }
    try {
        ekb::importers::extraction::training::run(words[0], words[1], words.size() == 4 ? words[3] : "");
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
    return 0;
}
