// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/numbers/effect_mentions.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>
#include <string>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

std::vector<EffectMention> read(std::string_view text) {
    return find_effects(tokenise(text));
}

} // namespace

TEST_CASE("effects: the figure, its unit and its interval are one mention") {
    struct Row {
        std::string_view text;
        EffectForm form;
        std::optional<double> value;
        std::optional<double> low;
        std::optional<double> high;
        std::string_view unit;
    };
    constexpr auto none = std::nullopt;
    for (const Row& row :
         {Row{"weight gain (mean difference (MD) −14 g/week; 95% CI −32, 4; p = 0.12)", EffectForm::named, -14, -32, 4, "g/week"},
          Row{"OR 0.37, p<0.001", EffectForm::named, 0.37, none, none, ""},
          Row{"(Hazard Ratio[95%CI] = 2.171 [1.545–3.051], p<0.0001)", EffectForm::named, 2.171, 1.545, 3.051, ""},
          Row{"OR 1.06 [95% IC: 0.76–1.46]", EffectForm::named, 1.06, 0.76, 1.46, ""},
          Row{"(β = −7.1 ± 1.5, p < 0.001)", EffectForm::named, -7.1, none, none, ""},
          Row{"(HR 0.86; 95% CI-0.68–1.09)", EffectForm::named, 0.86, 0.68, 1.09, ""},
          Row{"was 0.99 (95% confidence interval, 0.85-1.15, p = 0.85)", EffectForm::interval, 0.99, 0.85, 1.15, ""},
          Row{"(differences of 0.34, 95% C.I. -0.33, 1.02)", EffectForm::named, 0.34, -0.33, 1.02, ""},
          Row{"MVPA (3.8 min/day, 95% CI 1.5 to 6.1)", EffectForm::interval, 3.8, 1.5, 6.1, "min/day"},
          Row{"sedentary time (4.7 min/day, 0.0 to 9.5)", EffectForm::interval, 4.7, 0, 9.5, "min/day"},
          Row{"survival (1·30, 1·05–1·61, p=0·017)", EffectForm::interval, 1.3, 1.05, 1.61, ""},
          Row{"amounted to 0.19 (−0.26 to 0.64) units", EffectForm::interval, 0.19, -0.26, 0.64, "units"},
          Row{"0.1% (− 0.0, 0.2)", EffectForm::interval, 0.1, 0, 0.2, "%"},
          Row{"4·0% [− 13.3%, 4.5%]", EffectForm::interval, 4, -13.3, 4.5, "%"},
          Row{"difference 0.97 mmHg, 95%CI -2.34 mmHg to 4.29 mmHg", EffectForm::named, 0.97, -2.34, 4.29, "mmhg"},
          Row{"28% [95% CI, 10–46%]", EffectForm::interval, 28, 10, 46, "%"},
          Row{"trend (difference = 6.0%, 95% CI-0.5 to 12.5)", EffectForm::named, 6, -0.5, 12.5, "%"},
          Row{"(p = 0.028; 95% CI: −0.0663, −0.0150)", EffectForm::lone_interval, none, -0.0663, -0.015, ""},
          Row{"95% CI −0.32%, −0.55%", EffectForm::lone_interval, none, -0.55, -0.32, ""},
          Row{"for Tension (−11%)", EffectForm::percent, -11, none, none, "%"},
          Row{"was reduced by 21%", EffectForm::percent, 21, none, none, "%"},
          Row{"1.5-fold higher", EffectForm::fold, 1.5, none, none, ""},
          Row{"3 -fold greater", EffectForm::fold, 3, none, none, ""},
          Row{"(+0.29 mg/dL; P < 0.001)", EffectForm::signed_figure, 0.29, none, none, "mg/dl"},
          Row{"oxygen consumption (−76 ml/min, p = 0.002)", EffectForm::signed_figure, -76, none, none, "ml/min"},
          Row{"decreased by 26.82 mg/dl", EffectForm::by, 26.82, none, none, "mg/dl"},
          Row{"odds ratio, 2.1; 95 percent confidence interval, 1.2 to 3.8", EffectForm::named, 2.1, 1.2, 3.8, ""},
          Row{"(P < 0.001, 95 per cent confidence interval, 1.72 to 6.16)", EffectForm::lone_interval, none, 1.72, 6.16, ""},
          Row{"(hazard ratio in the aspirin group, 0.99; 95% confidence interval [CI], 0.86 to 1.15)", EffectForm::named, 0.99, 0.86, 1.15, ""},
          Row{"relative hazard: 1.68, p > 0.001", EffectForm::named, 1.68, none, none, ""},
          Row{"a 35% risk reduction (95% CI 0-58, p = 0.05)", EffectForm::interval, 35, 0, 58, "%"},
          Row{"was 3.25 times higher in the pentamidine group", EffectForm::fold, 3.25, none, none, "times"},
          Row{"fell by 1.93% (95% CI -2.91 to 0.95)", EffectForm::interval, 1.93, -2.91, 0.95, "%"},
          Row{"a score of 0.0 (95% CI 0.0 to 0.0)", EffectForm::interval, 0, 0, 0, ""}}) {
        DYNAMIC_SECTION(row.text) {
            const auto found = read(row.text);
            REQUIRE(found.size() == 1);
            CHECK(found[0].form == row.form);
            CHECK(found[0].value == row.value);
            REQUIRE(found[0].interval.has_value() == row.low.has_value());
            if (row.low) {
                CHECK(found[0].interval->low == row.low);
                CHECK(found[0].interval->high == row.high);
            }
            CHECK(found[0].unit.value_or("") == row.unit);
        }
    }
}

TEST_CASE("effects: what is none") {
    for (const std::string_view text : {"2-4 weeks", "n = 12", "aged 18–65 years", "in 12 of 30 patients", "placebo or 20 mg", "(p = 0.03)"}) {
        DYNAMIC_SECTION(text) { CHECK(read(text).empty()); }
    }
}

TEST_CASE("effects: a range's dash is never a minus") {
    for (int low = 0; low < 40; ++low) {
        for (const std::string_view dash : {"-", "–", "‐", " - ", " – "}) {
            const std::string text =
                "MD 20 (95% CI " + std::to_string(low) + std::string(dash) + std::to_string(low + 7) + ")";
            const auto found = read(text);
            INFO(text);
            REQUIRE(found.size() == 1);
            REQUIRE(found[0].interval);
            CHECK(found[0].interval->low == low);
            CHECK(found[0].interval->high == low + 7);
        }
    }
}

TEST_CASE("effects: a long sentence is read in time that grows with its length") {
    const auto seconds = [](std::size_t times) {
        std::string text;
        for (std::size_t i = 0; i < times; ++i)
            text += "(95% CI, 1, [ 2 ; - p , HR ( 0.5 ± ";
        const auto tokens = tokenise(text);
        // The least of some: on a busy machine one alone may wait for others.
        double least = std::numeric_limits<double>::max();
        for (int turn = 0; turn < 5; ++turn) {
            const auto began = std::chrono::steady_clock::now();
            static_cast<void>(find_effects(tokens));
            least = std::min(least, std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
        }
        return least;
    };
    const double once = std::max(seconds(500), 1e-4);
    CHECK(seconds(4000) < once * 8 * 10);
}

TEST_CASE("effects: an interval that does not hold the figure before it is not that figure's") {
    for (const std::string_view text : {"(63% vs. 32%; 95% confidence interval, 1.4-2.9)", "(RR1.16, CI 0.99–1.36, p-value = 0.060)"}) {
        CAPTURE(text);
        for (const EffectMention& effect : read(text)) {
            if (!effect.interval) continue;
            CHECK(effect.form == EffectForm::lone_interval);
            CHECK(!effect.value);
        }
    }
}

TEST_CASE("effects: an absolute risk reduction or a relapse rate is no ratio") {
    CHECK(read("(ARR 7.1%, p = 0.02)").at(0).measure != Measure::risk_ratio);
    for (const EffectMention& effect : read("annualised relapse rate (ARR) was 0.22 vs 0.36"))
        CHECK(effect.measure != Measure::risk_ratio);
    CHECK(read("(aRR 0.71, p = 0.02)").at(0).measure == Measure::risk_ratio);
}
