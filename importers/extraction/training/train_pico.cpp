// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/compressed.h"
#include "importers/extraction/training/scoring.h"
#include "importers/extraction/training/stacking.h"
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
    std::vector<std::string> members{"bio"}, second_members{"bio"};
    bool second = false;
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
    app.add_option("--out", o.out,
                   "Fit on all data and write model.bin.zst (and second_model.bin.zst) into this folder");
    app.add_option("--thresholds", o.thresholds,
                   "Of participants, interventions, outcomes, as cross-validation gave them")
        ->expected(3);
    app.add_option("--members", o.members, "Encoding of each field: io or bio");
    app.add_flag("--second", o.second, "Also a second pass over what the first says of the abstract");
    app.add_option("--second-members", o.second_members, "As --members, of the second pass");
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
                                          const std::vector<std::string>& members, training::Settings settings) {
    std::vector<training::Fitted> out;
    for (const auto& encoding : members) {
        settings.encoding = encoding == "io" ? training::Encoding::inside : training::Encoding::begin_inside;
        out.push_back(training::fit(data, use, settings));
        ++settings.seed;
    }
    return out;
}

void report(const char* what, const std::vector<std::uint8_t>& gold,
            const std::vector<pico::ClassProbabilities>& said) {
    auto t = training::tune_thresholds(gold, said);
    auto s = training::score(gold, said, t);
    fmt::print("{}\n", what);
    constexpr const char* names[] = {"", "participants", "intervention", "outcome"};
    for (std::size_t c = 1; c < pico::classes; ++c)
        fmt::print("{:12} precision {:.3f} recall {:.3f} F1 {:.3f} threshold {:.2f}\n", names[c], s.precision[c],
                   s.recall[c], s.f1[c], t[c]);
    fmt::print("macro-F1 {:.4f}\n", s.macro_f1);
}

void write(const std::filesystem::path& path, const pico::Model& model) {
    auto bytes = pico::compress(model.serialise());
    std::ofstream out(path, std::ios::binary);
    if (!out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        throw ekb::Error(path.string() + ": cannot be written");
    fmt::print("{}: {} features with weights, {} bytes\n", path.string(), model.size(), bytes.size());
}

/// Labelled abstracts as features, and the models that are fitted on them.
class Training {
public:
    explicit Training(const Options& o)
        : m_options(o), m_words(pico::decompress(training::read_gzip(o.words), "words.bin.zst")),
          m_abstracts(training::read_labelled(o.data)), m_data(training::make_dataset(m_abstracts, m_words)),
          m_folds(m_data, o.folds), m_first_pass(m_data, m_folds, [this](const auto& use) { return fit_first(use); }) {
        fmt::print("{} abstracts, {} tokens, {} features, {} a token\n", m_abstracts.size(), m_data.classes.size(),
                   m_data.features.size(), m_data.numbers.size() / m_data.classes.size());
    }

    void cross_validate() {
        std::vector<pico::ClassProbabilities> first, second;
        std::vector<std::uint8_t> gold;
        for (int fold = 0; fold < m_options.run_folds; ++fold) {
            auto said = m_first_pass.probabilities(fold);
            auto held = m_folds.only(fold);
            append_documents(held, m_data.classes, gold);
            append_documents(held, said, first);
            if (!m_options.second) continue;
            auto data = training::with_second_pass(m_data, m_abstracts, m_words, said);
            auto model = fit(data, m_folds.without(fold, -1), m_options.second_members);
            training::predict(data, held, model, said);
            append_documents(held, said, second);
        }
        report("first pass", gold, first);
        if (!m_options.second) return;
        report("second pass", gold, second);
        for (std::size_t i = 0; i < gold.size(); ++i)
            for (std::size_t c = 0; c < pico::classes; ++c)
                second[i][c] = (first[i][c] + second[i][c]) / 2;
        report("mean of both", gold, second);
    }

    void write_models() {
        std::vector<bool> all(m_data.documents(), true);
        auto first = fit_first(all);
        set_thresholds(first);
        write(m_options.out / "model.bin.zst", first);
        if (!m_options.second) return;
        auto data = training::with_second_pass(m_data, m_abstracts, m_words, m_first_pass.probabilities(-1));
        auto second = fit(data, all, m_options.second_members);
        set_thresholds(second);
        write(m_options.out / "second_model.bin.zst", second);
    }

private:
    pico::Model fit(const training::Dataset& data, const std::vector<bool>& use,
                    const std::vector<std::string>& members) {
        return training::join(data, fit_members(data, use, members, m_options.settings), m_options.prune);
    }
    pico::Model fit_first(const std::vector<bool>& use) { return fit(m_data, use, m_options.members); }

    template <class Value>
    void append_documents(const std::vector<bool>& which, const std::vector<Value>& tokens,
                          std::vector<Value>& out) const {
        for (std::size_t d = 0; d < which.size(); ++d)
            if (which[d])
                out.insert(out.end(), tokens.begin() + m_data.document_begin[d],
                           tokens.begin() + m_data.document_begin[d + 1]);
    }

    void set_thresholds(pico::Model& model) const {
        for (std::size_t c = 0; c < m_options.thresholds.size(); ++c)
            model.thresholds[c + 1] = m_options.thresholds[c];
    }

    Options m_options;
    pico::WordTable m_words;
    std::vector<training::Labelled> m_abstracts;
    training::Dataset m_data;
    training::Folds m_folds;
    training::FirstPass m_first_pass;
};

void run(const Options& o) {
    auto start = std::chrono::steady_clock::now();
    Training work(o);
    if (o.out.empty())
        work.cross_validate();
    else
        work.write_models();
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
