// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/compare.h"
#include "importers/extraction/compare/cell_figures.h"
#include "importers/extraction/compare/legends.h"
#include "importers/extraction/compare/table_view.h"

#include "tests/importers/compare/table_document.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace ekb::importers::extraction {

namespace {

/// What a cell was read as, in few characters: "e12 t40", "m5.2 sd1.1".
std::string read(std::string_view cell, std::optional<FigureKind> kind, std::optional<int> n = std::nullopt) {
    const auto figures = cell_figures(cell, kind, n);
    if (!figures) return "";
    std::string text;
    const auto add = [&](const char* name, const std::optional<double>& value) {
        if (value) text += (text.empty() ? "" : " ") + std::string(name) + std::to_string(*value).substr(0, 5);
    };
    add("e", figures->events);
    add("t", figures->total);
    add("m", figures->mean);
    add("sd", figures->sd);
    add("se", figures->se);
    add("md", figures->median);
    return text;
}

Document outcomes() {
    return table_document("Table 2 Outcomes at 12 weeks, mean (SD) or n (%)", {{"", "Edaravone (n = 40)", "Placebo (n = 41)", "P"},
                                                                               {"Grip strength, kg, mean (SD)", "21.3 (4.0)", "18.0 (3.9)", "0.02"},
                                                                               {"Falls, n (%)", "4 (10.0)", "9 (22.0)", "0.2"},
                                                                               {"Walking", "", "", ""},
                                                                               {"Baseline", "5.0 ± 1.0", "5.1 ± 1.1", ""},
                                                                               {"Week 12", "6.2 ± 1.2", "5.0 ± 1.0", "0.01"}});
}

} // namespace

TEST_CASE("a cell's figures are what its writing and the words around it say") {
    struct Row {
        const char* cell;
        std::optional<FigureKind> kind;
        std::optional<int> n;
        const char* read;
    };
    const Row rows[] = {
        {"12/40 (30%)", std::nullopt, std::nullopt, "e12.00 t40.00"},
        {"5.2 ± 1.1", std::nullopt, std::nullopt, "m5.200 sd1.100"},
        {"5.2 ± 1.1", FigureKind::mean_se, std::nullopt, "m5.200 se1.100"},
        {"–0.7 (1.5)", FigureKind::mean_sd, std::nullopt, "m-0.70 sd1.500"},
        {"12 (30)", FigureKind::count, std::nullopt, "e12.00"},
        {"12 (30)", FigureKind::mean_sd, 40, "e12.00"}, // 30 percent of the 40 that the arm has
        {"12 (30)", FigureKind::mean_sd, 90, "m12.00 sd30.00"},
        {"36 (28, 47)", FigureKind::median, std::nullopt, "md36.00"},
        {"NS", std::nullopt, std::nullopt, ""},
        {"0 (0)", FigureKind::count, 40, "e0.000"},
        {"234 (75.2%)", FigureKind::mean_sd, std::nullopt, "e234.0"},
        {"1944 (1793) [5]", FigureKind::mean_sd, std::nullopt, "m1944. sd1793."},
        {"1.70 ± 1.66b", std::nullopt, std::nullopt, "m1.700 sd1.660"}, // a footnote's mark
        {"16.74 ± 2.75iii", std::nullopt, std::nullopt, "m16.74 sd2.750"},
    };
    for (const Row& row : rows) {
        INFO(row.cell);
        CHECK(read(row.cell, row.kind, row.n) == row.read);
    }
}

TEST_CASE("a row without figures names those below it") {
    const Document document = outcomes();
    const TableView view = view_table(document.content, document.content.tables.front());
    REQUIRE(view.rows.size() == 4);
    CHECK(view.headers[1] == "Edaravone (n = 40)");
    CHECK(view.rows[3].label == "Walking Week 12");
}

TEST_CASE("a stub's cell names the rows that it spans and those left empty below it") {
    const Document document = table_document("Table 3 Mean change", {{"", "Arm", "Mean (SD)"},
                                                                     {"Weight, kg", "I", "-0.9 (3.3)"},
                                                                     {"", "C", "0.3 (3.5)"},
                                                                     {"Waist, cm", "I", "-1.3 (5.0)"},
                                                                     {"", "C", "-0.3 (6.2)"}});
    const TableView view = view_table(document.content, document.content.tables.front());
    CHECK(view.stub_columns == std::vector<int>{0, 1});
    REQUIRE(view.rows.size() == 4);
    CHECK(view.rows[1].label == "Weight, kg C");
    CHECK(view.rows[2].label == "Waist, cm I");
}

/// The figures that a table gives for a question, "12.3 (4.5) | 6.7 (8.9)".
std::string figures_of(const Document& document, const Comparison& question) {
    const ComparisonReading reading = compare(document, question);
    return reading.arms.size() == 2 ? reading.arms[0].text + " | " + reading.arms[1].text : "";
}

TEST_CASE("a comparison reads the shapes that tables come in") {
    const Comparison yoga{"yoga", "control", "push-ups"};
    SECTION("several times of each arm: the same time of both") {
        CHECK(figures_of(table_document("Table 3 Outcome measures", {{"Measure", "Yoga group Week 0", "Yoga group Week 11", "Control group Week 0", "Control group Week 11"},
                                                                     {"Push-ups", "17 ± 10", "21 ± 11", "17 ± 13", "20 ± 13"},
                                                                     {"Sit-ups", "7 ± 1", "11 ± 1", "7 ± 3", "10 ± 3"}}),
                         yoga) == "21 ± 11 | 20 ± 13");
    }
    SECTION("both arms in one cell") {
        CHECK(figures_of(table_document("Table 2 Scores", {{"Variables", "Pre-test; Yoga (control)", "Post-test; Yoga (control)"}, {"Push-ups", "3.0±1.4 (4.3±1.9)", "10.8±2.0 (4.9±1.8)"}}), yoga) ==
              "10.8±2.0  | 4.9±1.8");
    }
    SECTION("arms in the second stub column") {
        CHECK(figures_of(table_document("Table 3 Means", {{"Outcome", "Arm", "Clusters", "Mean (SD)"},
                                                          {"Sit-ups", "Control", "12", "5.0 (1.0)"},
                                                          {"", "Yoga", "12", "6.0 (1.0)"},
                                                          {"Push-ups", "Control", "12", "3.0 (1.0)"},
                                                          {"", "Yoga", "12", "4.0 (1.0)"}}),
                         yoga) == "4.0 (1.0) | 3.0 (1.0)");
    }
    SECTION("of the rows of arms, those of the arms asked for") {
        CHECK(figures_of(table_document("Table 5 Duration of diarrhoea, hours", {{"", "Mean (SD)"}, {"Apple juice", "49.4 (32.6)"}, {"Grape juice", "47.5 (38.9)"}, {"Water", "26.5 (27.4)"}}),
                         {"grape juice", "water", "duration of diarrhoea"}) == "47.5 (38.9) | 26.5 (27.4)");
    }
    SECTION("an arm that is called by nothing of its own") {
        CHECK(figures_of(table_document("Table 2 Body weight (mean ± SD)", {{"", "Heat", "Heat + Cooling"}, {"Body weight", "68.8 ± 7.5", "68.6 ± 7.7"}}), {"heat and cooling", "heat", "body weight"}) ==
              "68.6 ± 7.7 | 68.8 ± 7.5");
    }
    SECTION("counts beside their percents") {
        CHECK(figures_of(table_document("Table 3 Retention", {{"", "Yoga n", "Yoga %", "Control n", "Control %"}, {"Completed", "10", "52.6", "22", "91.7"}}), {"yoga", "control", "completed"}) == "10 | 22");
    }
    SECTION("changes rather than values at baseline") {
        Document document = table_document("Table 1 Characteristics at baseline", {{"", "Yoga", "Control"}, {"Body weight (kg)", "128.9 (19.4)", "127.1 (21.6)"}});
        const Comparison weight{"yoga", "control", "body weight"};
        CHECK(figures_of(document, weight).empty());
    }
}

TEST_CASE("a comparison gives both arms' figures from the row and columns that are theirs") {
    struct Row {
        const char* endpoint;
        const char* intervention;
        const char* comparator;
    };
    const Row rows[] = {
        {"grip strength", "21.3 (4.0)", "18.0 (3.9)"}, {"falls", "4 (10.0)", "9 (22.0)"}, {"walking", "6.2 ± 1.2", "5.0 ± 1.0"}, {"walking at baseline", "5.0 ± 1.0", "5.1 ± 1.1"}};
    for (const Row& row : rows) {
        const ComparisonReading reading = compare(outcomes(), {"edaravone", "placebo", row.endpoint});
        INFO(row.endpoint);
        REQUIRE(reading.arms.size() == 2);
        CHECK(reading.arms[0].text == row.intervention);
        CHECK(reading.arms[1].text == row.comparator);
        CHECK(reading.arms[0].n == 40);
        CHECK(reading.arms[1].n == 41);
    }
}

TEST_CASE("a legend explains its short forms") {
    struct Row {
        const char* legend;
        const char* forms;
    };
    const Row rows[] = {
        {"DM diabetes mellitus, HTN hypertension, BMI body mass index.", "DM=diabetes mellitus; HTN=hypertension; BMI=body mass index; "},
        {"VAS: Visual analog scale; SPADI: Shoulder pain and disability index; SD: Standard deviation.", "VAS=Visual analog scale; SPADI=Shoulder pain and disability index; SD=Standard deviation; "},
        {"EP group, the externship program; CACP group, the corporate-academic cooperation program", "EP=externship program; CACP=corporate-academic cooperation program; "},
        {"Values are numbers. Groups H0 = saline, H1 = haloperidol 1 mg, and H2 = haloperidol 2 mg", "H0=saline; H1=haloperidol 1 mg; H2=haloperidol 2 mg; "},
        {"*P < 0.05 versus the placebo group. Values are mean ± SD", ""},
    };
    for (const Row& row : rows) {
        std::string forms;
        for (const Abbreviation& one : read_legend(row.legend)) forms += one.short_form + "=" + one.long_form + "; ";
        CHECK(forms == row.forms);
    }
}

TEST_CASE("figures of another endpoint are not given, the arms' sizes are") {
    const ComparisonReading reading = compare(outcomes(), {"edaravone", "placebo", "serum urate"});
    for (const ArmFigures& arm : reading.arms) {
        CHECK_FALSE(arm.mean);
        CHECK_FALSE(arm.events);
    }
}

} // namespace ekb::importers::extraction
