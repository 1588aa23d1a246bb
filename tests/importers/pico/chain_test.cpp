// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/pico/chain.h"

#include <catch2/catch.hpp>

#include <cmath>

using namespace ekb::importers::extraction::pico;

namespace {

/// Marginals by summing over every labelling.
Marginals brute_force(const Chain& chain) {
    std::size_t n = chain.size(), labels = chain.labels, all = 1;
    for (std::size_t i = 0; i < n; ++i)
        all *= labels;
    Marginals out{std::vector<float>(n * labels), std::vector<float>(labels * labels)};
    double total = 0;
    std::vector<double> label(n * labels), pair(labels * labels);
    for (std::size_t code = 0; code < all; ++code) {
        std::vector<std::size_t> y;
        for (std::size_t i = 0, rest = code; i < n; ++i, rest /= labels)
            y.push_back(rest % labels);
        double score = 0;
        for (std::size_t i = 0; i < n; ++i) {
            score += static_cast<double>(chain.emission[i * labels + y[i]]);
            if (i > 0) score += static_cast<double>(chain.transition[y[i - 1] * labels + y[i]]);
        }
        double weight = std::exp(score);
        total += weight;
        for (std::size_t i = 0; i < n; ++i) {
            label[i * labels + y[i]] += weight;
            if (i > 0) pair[y[i - 1] * labels + y[i]] += weight;
        }
    }
    for (std::size_t i = 0; i < label.size(); ++i)
        out.label[i] = static_cast<float>(label[i] / total);
    for (std::size_t i = 0; i < pair.size(); ++i)
        out.pair[i] = static_cast<float>(pair[i] / total);
    return out;
}

} // namespace

TEST_CASE("forward-backward agrees with summing over every labelling") {
    const std::vector<float> transition = {0.5F, -1.0F, 0.2F, 1.5F, 0.0F, -0.7F, 0.3F, 0.9F, -2.0F};
    for (std::size_t n : {1U, 2U, 3U, 5U}) {
        CAPTURE(n);
        Chain chain{3, {}, transition.data()};
        for (std::size_t i = 0; i < n * 3; ++i)
            chain.emission.push_back(std::sin(static_cast<float>(i) * 1.7F) * 2.0F);
        auto expected = brute_force(chain);
        auto got = marginals(chain, true);
        REQUIRE(got.label.size() == n * 3);
        REQUIRE(got.pair.size() == 9);
        for (std::size_t i = 0; i < got.label.size(); ++i)
            CHECK(got.label[i] == Approx(expected.label[i]).margin(1e-5));
        for (std::size_t i = 0; i < 9; ++i)
            CHECK(got.pair[i] == Approx(expected.pair[i]).margin(1e-5));
    }
}

TEST_CASE("great scores overflow nothing") {
    const std::vector<float> transition(4, 0.0F);
    Chain chain{2, {}, transition.data()};
    for (int i = 0; i < 400; ++i) {
        chain.emission.push_back(500.0F);
        chain.emission.push_back(-500.0F);
    }
    auto got = marginals(chain);
    for (std::size_t i = 0; i < 400; ++i)
        REQUIRE(got.label[2 * i] == Approx(1.0F));
}

TEST_CASE("an empty chain has no marginals") {
    CHECK(marginals(Chain{4, {}, nullptr}).label.empty());
}
