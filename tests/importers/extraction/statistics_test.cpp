// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/numbers/statistics.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

Statistics read(std::string_view text) {
    return find_statistics(tokenise(text));
}

} // namespace

TEST_CASE("p values") {
    struct Row {
        std::string_view text;
        double value;
        PRelation op;
    };
    for (const Row& row :
         {Row{"(p = 0.03)", 0.03, PRelation::equal}, Row{"P<.001", 0.001, PRelation::less},
          Row{"p > 0.05", 0.05, PRelation::greater}, Row{"P =.4", 0.4, PRelation::equal},
          Row{"p=0·65", 0.65, PRelation::equal}, Row{"P≤0.01", 0.01, PRelation::less},
          Row{"p value of 0.2", 0.2, PRelation::equal}, Row{"p-value < 0.05", 0.05, PRelation::less},
          Row{"P for trend = 0.04", 0.04, PRelation::equal}, Row{"p was less than 0.05", 0.05, PRelation::less},
          Row{"p’s < 0.05", 0.05, PRelation::less}, Row{"p = 0,04", 0.04, PRelation::equal}}) {
        DYNAMIC_SECTION(row.text) {
            const Statistics found = read(row.text);
            REQUIRE(found.p_values.size() == 1);
            CHECK(found.p_values[0].value == row.value);
            CHECK(found.p_values[0].op == row.op);
            CHECK(found.figures.empty());
        }
    }
    REQUIRE(read("(P = NS)").p_values.size() == 1);
    CHECK_FALSE(read("(P = NS)").p_values[0].value);
    CHECK(read("P. falciparum in 12 people").p_values.empty());
    CHECK(read("p = 25").p_values.empty());
}

TEST_CASE("p values in a list, and in rarer forms") {
    struct Row {
        std::string_view text;
        std::vector<double> values;
    };
    for (const Row& row :
         {Row{"(p-values: 0.34, 0.23, and 0.32, respectively)", {0.34, 0.23, 0.32}}, Row{"P-value: .000", {0}},
          Row{"(p-value 0.2 and >0.99 respectively)", {0.2, 0.99}}, Row{"(P-value: .828, and .210, respectively)", {0.828, 0.21}},
          Row{"(P value 0.48)", {0.48}}, Row{"(P < 0.001, and P = 0.004)", {0.001, 0.004}}, Row{"all p > 0.05", {0.05}},
          Row{"P < 0.001 for both", {0.001}}, Row{"P = 1.5 × 10−5", {1.5e-5}}, Row{"P < 10−4", {1e-4}}, Row{"(p = 0/03)", {0.03}}, Row{"p = 0. 003; intent", {0.003}},
          Row{"P = 0.04, 0.35 mg", {0.04}}, Row{"p = 0.01 and 12 patients", {0.01}}, Row{"p = 0.02, 95% CI 0.1 to 0.4", {0.02}}}) {
        DYNAMIC_SECTION(row.text) {
            const Statistics found = read(row.text);
            REQUIRE(found.p_values.size() == row.values.size());
            for (std::size_t i = 0; i < row.values.size(); ++i)
                CHECK(found.p_values[i].value == Approx(row.values[i]));
        }
    }
}

TEST_CASE("what a p value decides") {
    CHECK(read("p = 0.049").p_values[0].significant() == true);
    CHECK(read("p = 0.05").p_values[0].significant() == false);
    CHECK(read("p < 0.05").p_values[0].significant() == true);
    CHECK_FALSE(read("p < 0.1").p_values[0].significant());
    CHECK(read("p > 0.05").p_values[0].significant() == false);
    CHECK(read("p = ns").p_values[0].significant() == false);
}

TEST_CASE("intervals") {
    struct Row {
        std::string_view text;
        double low;
        double high;
    };
    for (const Row& row :
         {Row{"95% CI 0.11 to 0.96", 0.11, 0.96}, Row{"95 % CI 0.11 - 0.96", 0.11, 0.96},
          Row{"95% CI: −2.2, 1.4", -2.2, 1.4}, Row{"95% CI − 2.9 to 14.3", -2.9, 14.3},
          Row{"95% confidence interval [CI], 1.2–3.4", 1.2, 3.4}, Row{"95% CI (26.9% to 62.7%)", 26.9, 62.7},
          Row{"(95%CI = 11.8–19.6)", 11.8, 19.6}, Row{"95% CI −5·4 to 4·4", -5.4, 4.4},
          Row{"CI 95% 1.1; 2.3", 1.1, 2.3}, Row{"95% CI -3.1--0.2", -3.1, -0.2}}) {
        DYNAMIC_SECTION(row.text) {
            const Statistics found = read(row.text);
            REQUIRE(found.intervals.size() == 1);
            CHECK(found.intervals[0].low == row.low);
            CHECK(found.intervals[0].high == row.high);
        }
    }
    CHECK(read("95% of patients").intervals.empty());
    CHECK(read("95% CI 5 to 2").intervals.empty());
}

TEST_CASE("estimates") {
    struct Row {
        std::string_view text;
        Measure measure;
        double value;
        double low;
        double high;
    };
    for (const Row& row :
         {Row{"HR 0.87 (0.64-1.17)", Measure::hazard_ratio, 0.87, 0.64, 1.17},
          Row{"hazard ratio [HR] = 0.79; 95% CI 0.58 to 1.07", Measure::hazard_ratio, 0.79, 0.58, 1.07},
          Row{"RR 0.32 (95% CI 0.11 - 0.96)", Measure::risk_ratio, 0.32, 0.11, 0.96},
          Row{"odds ratio (95% CI) was 1.5 (1.1 to 2.0)", Measure::odds_ratio, 1.5, 1.1, 2.0},
          Row{"difference −0·5 percentage points, 95% CI −5·4 to 4·4", Measure::mean_difference, -0.5, -5.4, 4.4},
          Row{"mean difference: 5.7 points (95% CI 2.9 to 14.3)", Measure::mean_difference, 5.7, 2.9, 14.3}}) {
        DYNAMIC_SECTION(row.text) {
            const Statistics found = read(row.text);
            REQUIRE(found.estimates.size() == 1);
            CHECK(found.estimates[0].measure == row.measure);
            CHECK(found.estimates[0].value == row.value);
            REQUIRE(found.estimates[0].interval);
            CHECK(found.estimates[0].interval->low == row.low);
            CHECK(found.estimates[0].interval->high == row.high);
        }
    }
    CHECK(read("placebo or 20 mg").estimates.empty());
}

TEST_CASE("figures") {
    const auto one = [](std::string_view text) {
        const Statistics found = read(text);
        REQUIRE(found.figures.size() == 1);
        CHECK(found.figures[0].first == 0);
        CHECK(found.figures[0].end == tokenise(text).size());
        return found.figures[0];
    };
    CHECK(one("157+/-52 days").spread == 52);
    CHECK(one("157+/-52 days").unit == "days");
    CHECK(one("15/40 (37.5%)").total == 40);
    CHECK(one("15/40 (37.5%)").percent == 37.5);
    CHECK(one("79.1% (1506/1905)").events == 1506);
    CHECK(one("61.4% (27/44)").total == 44);
    CHECK(one("eight patients (1.3%)").events == 8);
    CHECK(one("4 ( 3.8 % )").percent == 3.8);
    CHECK(one("−0.44 (1.47)").spread == 1.47);
    CHECK(one("−0.44 (1.47)").value == -0.44);
    CHECK(one("9.8 min (IQR 8 to 12.3)").high == 12.3);
    CHECK(one("two out of eight").total == 8);
    CHECK(one("9.5 months").unit == "months");
    CHECK(one("4.06 (95 % CI 3.41, 4.71) ng/ml").unit == "ng/ml");
    CHECK_FALSE(one("36").rich());
}
