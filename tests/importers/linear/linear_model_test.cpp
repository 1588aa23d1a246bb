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

TEST_CASE("bytes that are no linear model are refused") {
    const std::string bytes = train_linear(directions(), small()).serialised();
    CHECK_THROWS_AS(LinearModel("something else"), Error);
    CHECK_THROWS_WITH(LinearModel(std::string_view(bytes).substr(0, bytes.size() - 1)), "a linear model ends too early");
}

} // namespace ekb::importers::extraction
