// SPDX-License-Identifier: GPL-3.0-or-later
// The expected figures are metafor 3.8.1's; tests/query/synthesis/metafor.R prints them.
#include "query/synthesis/effect_size.h"
#include "query/synthesis/pool.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace ekb::query {

namespace {

const std::vector<EffectSize> eleven{{0.12, 0.04}, {0.45, 0.02},  {-0.10, 0.05}, {0.60, 0.09},  {0.33, 0.01}, {0.05, 0.03},
                                     {0.80, 0.12}, {0.25, 0.015}, {-0.02, 0.06}, {0.40, 0.025}, {0.15, 0.008}};

void check(const std::optional<EffectSize>& found, double yi, double vi) {
    REQUIRE(found);
    CHECK(found->yi == Approx(yi).epsilon(1e-7));
    CHECK(found->vi == Approx(vi).epsilon(1e-7));
}

} // namespace

TEST_CASE("effect sizes are metafor's") {
    check(mean_difference({5.2, 1.1, 30}, {4.4, 1.3, 28}), 0.8000000000, 0.1006904762);
    check(standardised_mean_difference({5.2, 1.1, 30}, {4.4, 1.3, 28}), 0.6573653341, 0.0727728706);
    check(standardised_mean_difference({-0.7, 1.5, 11}, {1.0, 1.1, 6}), -1.1693948561, 0.2977958849);
    check(log_risk_ratio({12, 40}, {20, 41}), -0.4861330112, 0.0839430894);
    check(log_risk_ratio({0, 25}, {3, 27}), -1.8718021769, 2.2115384615);
    check(log_odds_ratio({12, 40}, {20, 41}), -0.7985076962, 0.2166666667);
    check(log_odds_ratio({0, 25}, {3, 27}), -1.9859154837, 2.3657462985);
    check(risk_difference({12, 40}, {20, 41}), -0.1878048780, 0.0113439336);
    check(risk_difference({0, 25}, {3, 27}), -0.1057692308, 0.0046316710);
}

TEST_CASE("an estimate with its interval is as good as its figures") {
    const auto md = from_interval({1.97, 0.44, 3.50, 95}, false);
    REQUIRE(md);
    CHECK(md->yi == 1.97);
    CHECK(std::sqrt(md->vi) == Approx(0.780626).epsilon(1e-5));
    const auto hr = from_interval({0.80, 0.64, 1.00, 90}, true);
    REQUIRE(hr);
    CHECK(hr->yi == Approx(std::log(0.8)));
}

TEST_CASE("figures that cannot be right have no effect size") {
    CHECK_FALSE(mean_difference({5, 0, 30}, {4, 1, 28}));
    CHECK_FALSE(mean_difference({5, 1, 1}, {4, 1, 28}));
    CHECK_FALSE(log_risk_ratio({41, 40}, {20, 41}));
    CHECK_FALSE(log_odds_ratio({0, 40}, {0, 41}));
    CHECK_FALSE(from_interval({1.97, 2.5, 3.5, 95}, false));
    CHECK_FALSE(from_interval({0.8, -0.1, 1.7, 95}, true));
}

TEST_CASE("a fixed effect is metafor's") {
    const auto pooled = pool(eleven, PoolingModel::fixed_effect);
    REQUIRE(pooled);
    CHECK(pooled->estimate == Approx(0.24708847).epsilon(1e-7));
    CHECK(pooled->se == Approx(0.04489630).epsilon(1e-7));
    CHECK(pooled->ci_low == Approx(0.15909334).epsilon(1e-7));
    CHECK(pooled->q == Approx(14.08857223).epsilon(1e-7));
    CHECK(pooled->q_p == Approx(0.16898976).epsilon(1e-7));
    CHECK(pooled->i2 == Approx(29.020487).epsilon(1e-7));
    CHECK(pooled->weights[10] == Approx(25.195969).epsilon(1e-7));
    CHECK_FALSE(pooled->prediction_low);
}

TEST_CASE("random effects by moments are metafor's") {
    const auto pooled = pool(eleven, PoolingModel::dersimonian_laird);
    REQUIRE(pooled);
    CHECK(pooled->estimate == Approx(0.24943806).epsilon(1e-7));
    CHECK(pooled->ci_low == Approx(0.13711918).epsilon(1e-7));
    CHECK(pooled->ci_high == Approx(0.36175694).epsilon(1e-7));
    CHECK(pooled->p == Approx(0.00001345).epsilon(1e-3));
    CHECK(pooled->tau2 == Approx(0.00968897).epsilon(1e-6));
    CHECK(pooled->i2 == Approx(29.020487).epsilon(1e-7));
    CHECK(*pooled->prediction_low == Approx(0.02619981).epsilon(1e-6));
    CHECK(*pooled->prediction_high == Approx(0.47267630).epsilon(1e-6));
}

TEST_CASE("random effects by restricted likelihood with Hartung and Knapp's intervals are metafor's") {
    const auto pooled = pool(eleven, PoolingModel::reml_hartung_knapp);
    REQUIRE(pooled);
    CHECK(pooled->estimate == Approx(0.24868956).epsilon(1e-6));
    CHECK(pooled->se == Approx(0.05645432).epsilon(1e-6));
    CHECK(pooled->ci_low == Approx(0.12290150).epsilon(1e-6));
    CHECK(pooled->ci_high == Approx(0.37447761).epsilon(1e-6));
    CHECK(pooled->p == Approx(0.00132440).epsilon(1e-4));
    CHECK(pooled->tau2 == Approx(0.00380121).epsilon(1e-5));
    CHECK(pooled->i2 == Approx(13.823131).epsilon(1e-5));
    CHECK(*pooled->prediction_low == Approx(0.06242596).epsilon(1e-5));
    CHECK(*pooled->prediction_high == Approx(0.43495315).epsilon(1e-5));
    CHECK(pooled->weights[4] == Approx(18.458980).epsilon(1e-5));
}

TEST_CASE("studies that agree have no variance between them") {
    const std::vector<EffectSize> alike{{0.1, 0.05}, {0.11, 0.04}, {0.12, 0.06}};
    const auto pooled = pool(alike, PoolingModel::reml_hartung_knapp);
    REQUIRE(pooled);
    CHECK(pooled->tau2 == 0);
    CHECK(pooled->estimate == Approx(0.10945946).epsilon(1e-7));
    CHECK(pooled->ci_low == Approx(0.08605697).epsilon(1e-6));
}

TEST_CASE("each study in turn can be left out") {
    const auto without = leave_one_out(eleven, PoolingModel::dersimonian_laird);
    REQUIRE(without.size() == 11);
    CHECK(without[0].estimate == Approx(0.259055598933).epsilon(1e-7));
    CHECK(without[10].estimate == Approx(0.271440254829).epsilon(1e-7));
    const std::vector<EffectSize> two{{0.1, 0.05}, {0.11, 0.04}};
    CHECK(leave_one_out(two, PoolingModel::fixed_effect).empty());
}

TEST_CASE("Egger's test is metafor's, and of ten studies or more only") {
    const auto test = egger_test(eleven);
    REQUIRE(test);
    CHECK(test->intercept == Approx(0.328640582648).epsilon(1e-8));
    CHECK(test->t == Approx(0.334317841472).epsilon(1e-8));
    CHECK(test->df == 9);
    CHECK(test->p == Approx(0.745798549840).epsilon(1e-8));
    std::vector<EffectSize> nine = eleven;
    nine.resize(9);
    CHECK_FALSE(egger_test(nine));
}

TEST_CASE("one study is not pooled") {
    const std::vector<EffectSize> one{{0.1, 0.05}};
    CHECK_FALSE(pool(one, PoolingModel::fixed_effect));
}

TEST_CASE("the order of studies does not matter, and weights are shares") {
    std::vector<EffectSize> turned = eleven;
    std::ranges::reverse(turned);
    constexpr std::array models{PoolingModel::fixed_effect, PoolingModel::dersimonian_laird, PoolingModel::reml_hartung_knapp};
    for (const PoolingModel model : models) {
        CHECK(pool(turned, model)->estimate == Approx(pool(eleven, model)->estimate).epsilon(1e-7));
        double total = 0;
        const auto pooled = pool(eleven, model);
        for (const double w : pooled->weights) total += w;
        CHECK(total == Approx(100));
    }
}

} // namespace ekb::query
