// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/registry/design_fields.h"
#include "importers/registry/field_value.h"
#include "importers/registry/tables.h"

#include <catch2/catch.hpp>

namespace ekb::importers::registry {

TEST_CASE("p-values as registries write them") {
    struct Row {
        std::string text;
        std::optional<std::pair<double, PRelation>> expected;
    };
    const std::vector<Row> rows{{"0.0568", {{0.0568, PRelation::equal}}},
                                {"<0.0001", {{0.0001, PRelation::less}}},
                                {"< .001", {{0.001, PRelation::less}}},
                                {"= 0.9041", {{0.9041, PRelation::equal}}},
                                {"=0.0059", {{0.0059, PRelation::equal}}},
                                {".5", {{0.5, PRelation::equal}}},
                                {"p=.81", {{0.81, PRelation::equal}}},
                                {"≤0.05", {{0.05, PRelation::less}}},
                                {">0.05", {{0.05, PRelation::greater}}},
                                {"1", {{1, PRelation::equal}}},
                                {"1.5", {}}, // beyond 1: a statistic in the wrong field
                                {"-0.1", {}},
                                {"NS", {}},
                                {"0.04 (one-sided)", {}},
                                {"", {}}};
    for (const Row& row : rows) {
        INFO(row.text);
        CHECK(p_value_of(row.text) == row.expected);
    }
}

TEST_CASE("numbers of whole fields") {
    CHECK(number_of("-2.66") == -2.66);
    CHECK(number_of(".95") == 0.95);
    CHECK(number_of("−0.3") == -0.3);
    CHECK(number_of("1,234.5") == 1234.5);
    CHECK(number_of("12,345,678") == 12345678.0);
    CHECK(number_of(" 7 ") == 7.0);
    CHECK(number_of("1e-5") == 1e-5);
    CHECK_FALSE(number_of("1,5")); // a decimal comma or a typing error
    CHECK_FALSE(number_of("1,23,456"));
    CHECK_FALSE(number_of("NA"));
    CHECK_FALSE(number_of("3 (2)"));
    CHECK_FALSE(number_of("<0.1"));
    CHECK_FALSE(number_of("1e999"));
    CHECK_FALSE(number_of(""));
    CHECK(count_of("130") == 130);
    CHECK_FALSE(count_of("12.5"));
    CHECK_FALSE(count_of("-1"));
    CHECK_FALSE(count_of("99999999999"));
}

TEST_CASE("phases") {
    CHECK(phase_of({"PHASE2", "PHASE3"}) == "2/3");
    CHECK(phase_of({"Phase 2/Phase 3"}) == "2/3");
    CHECK(phase_of({"II-III"}) == "2/3");
    CHECK(phase_of({"Phase IIb"}) == "2");
    CHECK(phase_of({"EARLY_PHASE1"}) == "early 1");
    CHECK(phase_of({"Phase 0"}) == "0");
    CHECK_FALSE(phase_of({"NA"}));
    CHECK_FALSE(phase_of({"N/A"}));
    CHECK_FALSE(phase_of({}));
}

TEST_CASE("masking") {
    CHECK(masking_of("QUADRUPLE") == "quadruple");
    CHECK(masking_of("Double Blind (Subject, Caregiver)") == "double");
    CHECK(masking_of("Open Label") == "none");
    CHECK(masking_of("NONE") == "none");
    CHECK_FALSE(masking_of("Unknown"));
    CHECK_FALSE(masking_of(""));
}

TEST_CASE("estimation parameters") {
    struct Row {
        std::string parameter;
        std::optional<Measure> measure;
        std::optional<double> null_value;
    };
    const std::vector<Row> rows{{"Mean Difference (Final Values)", Measure::mean_difference, 0},
                                {"LS mean difference", Measure::mean_difference, 0},
                                {"Difference in LS Mean", Measure::mean_difference, 0},
                                {"Odds Ratio (OR)", Measure::odds_ratio, 1},
                                {"Odds Ratio, log", {}, {}},
                                {"Hazard Ratio (HR)", Measure::hazard_ratio, 1},
                                {"Relative Risk (Hazard Ratio)", Measure::hazard_ratio, 1},
                                {"Cox Proportional Hazard", Measure::hazard_ratio, 1},
                                {"Risk Ratio (RR)", Measure::risk_ratio, 1},
                                {"Risk Difference (RD)", Measure::risk_difference, 0},
                                {"Rate ratio", Measure::rate_ratio, 1},
                                {"Ratio of Response Rate", Measure::risk_ratio, 1}, // of shares, not of rates over time
                                {"Geometric Mean Ratio (Final Values)", {}, 1},
                                {"Log-Scale mean difference", {}, {}},
                                {"Median Difference (Final Values)", {}, 0},
                                {"Difference in duration", {}, 0}, // "ratio" within a word
                                {"Posterior BiV - RV Mean Difference", Measure::mean_difference, 0},
                                {"Posterior mean difference", {}, {}}, // the mean of any difference
                                {"Posterior median odds ratio", Measure::odds_ratio, 1},
                                {"Posterior median exacerbation rate ratio", Measure::rate_ratio, 1},
                                {"Posterior Median Ratio", {}, {}},
                                {"Difference in Percentage of Participants", Measure::risk_difference, 0},
                                {"Difference of proportions", Measure::risk_difference, 0},
                                {"Difference in percent", {}, 0}, // of what, the outcome tells
                                {"Slope", {}, {}},
                                {"6-month survival rate", {}, {}},
                                {"", {}, {}}};
    for (const Row& row : rows) {
        INFO(row.parameter);
        const ParameterMeaning meaning = meaning_of_parameter(row.parameter);
        CHECK(meaning.measure == row.measure);
        CHECK(meaning.null_value == row.null_value);
    }
}

TEST_CASE("dates in the registries' ways") {
    CHECK(iso_date("March 1, 2021") == "2021-03-01");
    CHECK(iso_date("February 2021") == "2021-02");
    CHECK(iso_date("17 February 2020") == "2020-02-17");
    CHECK(iso_date("2015-11-01T00:00:00.000Z") == "2015-11-01");
    CHECK(iso_date("2015-11") == "2015-11");
    CHECK(iso_date("20200217") == "2020-02-17");
    CHECK(iso_date("30/08/2007") == "2007-08-30"); // day first, as the WHO's portal writes
    CHECK(iso_date("2007") == "2007");
    CHECK(iso_date("13/13/2007").empty());
    CHECK(iso_date("sometime in 2007").empty());
    CHECK(iso_date("").empty());
}

TEST_CASE("names are compared by words") {
    CHECK(folded("Week 12 (LOCF)") == "week 12 locf");
    CHECK(has_words("change at week 12", "week 12"));
    CHECK_FALSE(has_words("change at week 12", "week 1"));
    CHECK_FALSE(has_words("anything", ""));
    CHECK(constant_of("Count of Participants") == "COUNT_OF_PARTICIPANTS");
}

TEST_CASE("what descriptions say of a higher figure") {
    CHECK(higher_is_better("A higher score is better function.") == true);
    CHECK(higher_is_better("Scores range from 0 to 100; higher scores indicate a better quality of life.") == true);
    CHECK(higher_is_better("Lower values reflect worse function") == true);
    CHECK(higher_is_better("0 to 10, higher scores reflecting more severe pain") == false);
    CHECK(higher_is_better("lower scores indicating a better outcome") == false);
    CHECK(higher_is_better("A negative change means improvement") == false);
    CHECK(higher_is_better("0 (best) to 10 (higher = worse)") == false);
    CHECK_FALSE(higher_is_better("Higher scores are better on one part; on the other, higher scores are worse"));
    CHECK_FALSE(higher_is_better("Score from 0 to 10"));
    CHECK_FALSE(higher_is_better("Higher doses were given to those who got better")); // no figure of the outcome
    CHECK_FALSE(higher_is_better(""));
}

} // namespace ekb::importers::registry
