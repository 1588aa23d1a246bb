// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/training/scoring.h"
#include "importers/extraction/training/stacking.h"
#include "importers/extraction/training/vectors.h"
#include "kb/model/error.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace ekb::importers::extraction;
using namespace ekb::importers::extraction::training;

namespace {

/// "Patients took DRUG . PAIN fell ." with the drug an intervention and the pain an outcome, eight times.
std::vector<Labelled> small_set() {
    std::vector<Labelled> out;
    for (const char* drug : {"zinc", "iron", "iodine", "copper", "zinc", "iron", "iodine", "copper"})
        out.push_back({drug, std::string("Adults took ") + drug + " . Pain fell .", {1, 0, 2, 0, 3, 0, 0}});
    return out;
}

Settings small_settings() {
    Settings settings;
    settings.rate = 0.1F;
    settings.epochs = 20;
    settings.dropout = 0.2F;
    settings.least_documents = 1;
    return settings;
}

std::filesystem::path write_lines(const char* name, const std::string& text) {
    auto path = std::filesystem::temp_directory_path() / name;
    std::ofstream(path) << text;
    return path;
}

} // namespace

TEST_CASE("a field learns its examples, the same way every time, in both encodings") {
    pico::WordTable words;
    auto data = make_dataset(small_set(), words);
    std::vector<bool> all(data.documents(), true);
    for (auto encoding : {Encoding::inside, Encoding::begin_inside}) {
        auto settings = small_settings();
        settings.encoding = encoding;
        auto model = join(data, {fit(data, all, settings)}, 0);
        CHECK(model.serialise() == join(data, {fit(data, all, settings)}, 0).serialise());
        std::vector<pico::ClassProbabilities> said(data.classes.size());
        predict(data, all, model, said);
        CHECK(score(data.classes, said, {0, 0.5F, 0.5F, 0.5F}).macro_f1 == Approx(1.0));
    }
}

TEST_CASE("features of too few abstracts get no weight") {
    pico::WordTable words;
    auto data = make_dataset(small_set(), words);
    std::vector<bool> all(data.documents(), true);
    auto settings = small_settings();
    auto every = join(data, {fit(data, all, settings)}, 1e-6F).size();
    settings.least_documents = 3;
    auto some = join(data, {fit(data, all, settings)}, 1e-6F).size();
    settings.least_documents = 9;
    CHECK(join(data, {fit(data, all, settings)}, 1e-6F).size() == 0);
    CHECK(some < every);
    CHECK(some > 0);
}

TEST_CASE("a first pass never speaks of an abstract that it learnt from") {
    pico::WordTable words;
    auto data = make_dataset(small_set(), words);
    Folds folds(data, 4);
    std::vector<std::vector<bool>> used;
    FirstPass first(data, folds, [&](const std::vector<bool>& use) {
        used.push_back(use);
        return join(data, {fit(data, use, small_settings())}, 0);
    });
    CHECK(first.probabilities(1).size() == data.classes.size());
    REQUIRE(used.size() == 4);
    for (const auto& use : used)
        CHECK_FALSE((use[1] || use[5])); // fold 1 is held out of all
    CHECK_FALSE((used[0][0] || used[0][4]));
    CHECK((used[1][0] && used[1][2] && used[1][3])); // of fold 1 itself, a model of all others speaks
    first.probabilities(0);
    CHECK(used.size() == 4 + 3); // the model without folds 0 and 1 is there already
}

TEST_CASE("thresholds are tuned for the mean F1") {
    std::vector<std::uint8_t> gold = {1, 0, 2, 3, 0};
    std::vector<pico::ClassProbabilities> said = {
        {0.7F, 0.3F, 0, 0}, {0.8F, 0.2F, 0, 0}, {0.5F, 0, 0.5F, 0}, {0.4F, 0, 0, 0.6F}, {0.9F, 0, 0.1F, 0}};
    CHECK(score(gold, said, {0, 0.5F, 0.5F, 0.5F}).macro_f1 == Approx(2.0 / 3));
    CHECK(score(gold, said, tune_thresholds(gold, said)).macro_f1 == Approx(1.0));
}

TEST_CASE("labelled text is read with its labels on the tagger's tokens") {
    auto path =
        write_lines("ekb_pico_labelled.ndjson", R"({"id": "1", "tokens": ["n=28", "adults"], "labels": ["PAR", "O"]})"
                                                "\n");
    auto read = read_labelled(path);
    REQUIRE(read.size() == 1);
    CHECK(read[0].text == "n=28 adults");
    CHECK(read[0].classes == std::vector<std::uint8_t>{1, 1, 1, 0});
    write_lines("ekb_pico_labelled.ndjson", R"({"id": "1", "tokens": ["a"], "labels": ["WHO"]})"
                                            "\n");
    CHECK_THROWS_WITH(read_labelled(path), Catch::Contains("ekb_pico_labelled.ndjson:1: unknown label \"WHO\""));
    std::filesystem::remove(path);
}

TEST_CASE("words that stand in the same places come into one cluster") {
    WordCollector collector;
    for (int i = 0; i < 400; ++i) {
        for (const char* drug : {"zinc", "iron"})
            collector.add("we gave " + std::string(drug) + " daily q" + std::string(static_cast<std::size_t>(i), 'y'));
        for (const char* place : {"lyon", "paris"})
            collector.add("seen at " + std::string(place) + " hospital z" +
                          std::string(static_cast<std::size_t>(i), 'y'));
    }
    auto text = collector.finish(10);
    VectorSettings settings;
    settings.dimensions = 16;
    settings.epochs = 20;
    settings.subsample = 1;
    auto vectors = train_vectors(text, settings);
    auto number_of = [&](const char* word) {
        return static_cast<std::size_t>(std::find(text.words.begin(), text.words.end(), word) - text.words.begin());
    };
    auto near = [&](const char* a, const char* b) {
        float sum = 0;
        for (std::size_t d = 0; d < 16; ++d)
            sum += vectors[number_of(a) * 16 + d] * vectors[number_of(b) * 16 + d];
        return sum;
    };
    CHECK(near("zinc", "iron") > near("zinc", "paris"));
    CHECK(near("lyon", "paris") > near("lyon", "iron"));
    CHECK(cluster(vectors, 16, 2).size() == text.words.size());
}
