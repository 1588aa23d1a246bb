// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/compressed.h"
#include "importers/extraction/training/scoring.h"
#include "importers/extraction/training/text_source.h"
#include "importers/extraction/training/trainer.h"
#include "kb/model/error.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <fstream>

namespace training = ekb::importers::extraction::training;
namespace pico = ekb::importers::extraction::pico;

namespace {

struct Options {
    std::filesystem::path data, words, out;
    training::Settings settings;
    std::vector<std::string> members{"io"};
    std::vector<float> thresholds;
    int folds = 5, run_folds = 5;
    float prune = 0.02F;
};

Options read_options(int argc, char** argv) {
    Options o;
    CLI::App app{
        "Fits the tagger of participants, interventions and outcomes; without --out, measures it by cross-validation"};
    app.add_option("--data", o.data, "NDJSON of labelled tokens")->required();
    app.add_option("--words", o.words, "words.bin.zst of ekb-train-words")->required();
    app.add_option("--out", o.out, "Fit on all data and write model.bin.zst here");
    app.add_option("--thresholds", o.thresholds,
                   "Of participants, interventions, outcomes, as cross-validation gave them")
        ->expected(3);
    app.add_option("--members", o.members, "Encoding of each field: io or bio");
    app.add_option("--epochs", o.settings.epochs);
    app.add_option("--rate", o.settings.rate);
    app.add_option("--l2", o.settings.l2);
    app.add_option("--dropout", o.settings.dropout);
    app.add_option("--least", o.settings.least_documents, "Abstracts that a feature must stand in");
    app.add_option("--prune", o.prune, "Features whose weights all stay below are left out");
    app.add_option("--folds", o.folds);
    app.add_option("--run-folds", o.run_folds, "Of --folds, only so many");
    app.parse(argc, argv);
    return o;
}

std::vector<training::Fitted> fit_members(const training::Dataset& data, const std::vector<bool>& use,
                                          const Options& o) {
    std::vector<training::Fitted> out;
    auto settings = o.settings;
    for (const auto& encoding : o.members) {
        settings.encoding = encoding == "io" ? training::Encoding::inside : training::Encoding::begin_inside;
        out.push_back(training::fit(data, use, settings));
        ++settings.seed;
    }
    return out;
}

void print(const training::Score& s, const pico::ClassProbabilities& t) {
    constexpr const char* names[] = {"", "participants", "intervention", "outcome"};
    for (std::size_t c = 1; c < pico::classes; ++c)
        fmt::print("{:12} precision {:.3f} recall {:.3f} F1 {:.3f} threshold {:.2f}\n", names[c], s.precision[c],
                   s.recall[c], s.f1[c], t[c]);
    fmt::print("macro-F1 {:.4f}\n", s.macro_f1);
}

void cross_validate(const training::Dataset& data, const Options& o) {
    std::vector<pico::ClassProbabilities> predicted(data.classes.size()), said;
    std::vector<std::uint8_t> gold;
    for (int fold = 0; fold < o.run_folds; ++fold) {
        std::vector<bool> use(data.documents()), held(data.documents());
        for (std::size_t d = 0; d < use.size(); ++d) {
            held[d] = static_cast<int>(d % static_cast<std::size_t>(o.folds)) == fold;
            use[d] = !held[d];
        }
        auto model = training::join(data, fit_members(data, use, o), o.prune);
        training::predict(data, held, model, predicted);
        for (std::size_t d = 0; d < use.size(); ++d)
            for (auto i = data.document_begin[d]; held[d] && i < data.document_begin[d + 1]; ++i)
                gold.push_back(data.classes[i]), said.push_back(predicted[i]);
    }
    auto thresholds = training::tune_thresholds(gold, said);
    print(training::score(gold, said, thresholds), thresholds);
}

void write_model(const training::Dataset& data, const Options& o) {
    auto model = training::join(data, fit_members(data, std::vector<bool>(data.documents(), true), o), o.prune);
    for (std::size_t c = 0; c < o.thresholds.size(); ++c)
        model.thresholds[c + 1] = o.thresholds[c];
    auto bytes = pico::compress(model.serialise());
    std::ofstream out(o.out, std::ios::binary);
    if (!out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        throw ekb::Error(o.out.string() + ": cannot be written");
    fmt::print("{} features with weights, {} bytes\n", model.size(), bytes.size());
}

void run(const Options& o) {
    auto start = std::chrono::steady_clock::now();
    pico::WordTable words(pico::decompress(training::read_gzip(o.words), "words.bin.zst"));
    auto abstracts = training::read_labelled(o.data);
    auto data = training::make_dataset(abstracts, words);
    fmt::print("{} abstracts, {} tokens, {} features, {} a token\n", abstracts.size(), data.classes.size(),
               data.features.size(), data.numbers.size() / data.classes.size());
    if (o.out.empty())
        cross_validate(data, o);
    else
        write_model(data, o);
    fmt::print("{:.0f} s\n", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
}

} // namespace

int main(int argc, char** argv) {
    try {
        run(read_options(argc, argv));
        return 0;
    } catch (const CLI::Success&) {
        return 0;
    } catch (const std::exception& problem) {
        fmt::print(stderr, "ekb-train-pico: {}\n", problem.what());
        return 1;
    }
}
