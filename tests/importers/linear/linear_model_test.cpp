// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/linear/linear_model.h"
#include "importers/extraction/linear/train_linear.h"
#include "kb/model/error.h"

#include <catch2/catch.hpp>

namespace ekb::importers::extraction {

namespace {

Features words(std::initializer_list<std::string_view> names) {
    FeatureSet set;
    for (const std::string_view name : names) set.add(name);
    return set.features();
}

std::vector<Example> directions() {
    return {{words({"was", "higher", "with"}), 0}, {words({"was", "lower", "with"}), 1}, {words({"did", "not", "differ"}), 2},
            {words({"rose", "higher"}), 0},        {words({"fell", "lower"}), 1},        {words({"was", "not", "higher"}), 2}};
}

TrainingOptions small() {
    TrainingOptions options;
    options.classes = 3;
    options.bits = 10;
    options.epochs = 60;
    return options;
}

} // namespace

TEST_CASE("a linear model learns what tells its classes apart") {
    const LinearModel model = train_linear(directions(), small());
    for (const Example& example : directions()) {
        const auto p = model.probabilities(example.features);
        CHECK(p[static_cast<std::size_t>(example.label)] > 0.6);
        CHECK(p[0] + p[1] + p[2] == Approx(1));
    }
}

TEST_CASE("a linear model is the same after it was written and read, and for the same examples") {
    const LinearModel model = train_linear(directions(), small());
    const LinearModel read(model.serialised());
    CHECK(train_linear(directions(), small()).serialised() == model.serialised());
    for (const Example& example : directions()) {
        for (std::size_t c = 0; c < 3; ++c)
            CHECK(read.probabilities(example.features)[c] == Approx(model.probabilities(example.features)[c]).margin(1e-3));
    }
}

TEST_CASE("a model scores as the sum of its rows, whether most are zero or none") {
    constexpr std::size_t rows = 1U << 10U;
    const auto apart = GENERATE(std::size_t{1}, std::size_t{7});
    std::vector<float> weights(rows * 2);
    for (std::size_t row = 0; row < rows; row += apart) {
        weights[row * 2] = static_cast<float>(row);
        weights[row * 2 + 1] = -0.5F;
    }
    const LinearModel model(10, {0.25F, 1}, weights);
    for (std::uint32_t row = 0; row < rows; ++row) {
        const auto after = static_cast<std::uint32_t>((row + 1) % rows + rows); // a hash beyond the rows wraps around
        const auto scores = model.scores({{row, 2}, {after, 1}});
        const std::size_t next = (row + 1) % rows;
        for (std::size_t c = 0; c < 2; ++c) {
            const double start = c == 0 ? 0.25 : 1;
            CHECK(scores[c] == start + 2 * static_cast<double>(weights[row * 2 + c]) + static_cast<double>(weights[next * 2 + c]));
        }
    }
}

TEST_CASE("an example of more features than are looked up at a time is scored in full") {
    const LinearModel model(4, {0, 0}, std::vector<float>(32, 0.5F));
    CHECK(model.scores(Features(1'000, Feature{3, 1})) == std::vector<double>{500, 500});
}

TEST_CASE("bytes that are no linear model are refused") {
    const std::string bytes = train_linear(directions(), small()).serialised();
    CHECK_THROWS_AS(LinearModel("something else"), Error);
    CHECK_THROWS_WITH(LinearModel(std::string_view(bytes).substr(0, bytes.size() - 1)), "a linear model ends too early");
}

} // namespace ekb::importers::extraction
