// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/full_text/row_names.h"
#include "importers/extraction/full_text/table_p.h"

#include <catch2/catch.hpp>

namespace ekb::importers::extraction {

TEST_CASE("a row's name is an endpoint, a time or a part of one") {
    struct Row {
        const char* name;
        NameKind kind;
    };
    const Row rows[] = {
        {"Grip strength, kg", NameKind::endpoint},
        {"Week 12", NameKind::time},
        {"Posttreatment (mean±SD)", NameKind::time},
        {"At 6 months", NameKind::time},
        {"Severe", NameKind::category},
        {"≥ 65 years", NameKind::category},
        {"20-40 years", NameKind::category},
        {"", NameKind::nothing},
        {"§", NameKind::nothing},
    };
    for (const Row& row : rows) {
        INFO(row.name);
        CHECK(name_kind(row.name) == row.kind);
    }
}

TEST_CASE("an endpoint's name is told without its unit, its figures' writing and marks") {
    struct Row {
        const char* name;
        const char* endpoint;
    };
    const Row rows[] = {
        {"Grip strength, kg, mean (SD)*", "Grip strength"},
        {"Falls, n (%)", "Falls"},
        {"Body weight (kg)", "Body weight"},
        {"HBeAg seroconversion* (No.;%)", "HBeAg seroconversion"},
        {"Trait Anxiety (STAI)", "Trait Anxiety (STAI)"},
        {"Total Physical activity (Met-min/Week)", "Total Physical activity"},
        {"• Pain at rest†", "Pain at rest"},
        {"Fatigue", "Fatigue"},
    };
    for (const Row& row : rows) CHECK(endpoint_name(row.name) == row.endpoint);
}

TEST_CASE("captions tell results from what was before and from models") {
    CHECK(holds_no_results("Table 1 Baseline characteristics of the participants"));
    CHECK(holds_no_results("Table 4 Multivariate regression of weight loss"));
    CHECK(holds_no_results("Table 5 Outcomes in the subgroup of women"));
    CHECK_FALSE(holds_no_results("Table 2 Change from baseline in weight"));
    CHECK_FALSE(holds_no_results("Table 3 Outcomes at 12 weeks"));
}

TEST_CASE("a p value's cell is read only where it is one") {
    struct Row {
        const char* cell;
        std::optional<double> p;
        PRelation relation;
    };
    const Row rows[] = {{"0.03", 0.03, PRelation::equal},         {"<0.001", 0.001, PRelation::less}, {"P = 0.04*", 0.04, PRelation::equal},
                        {"> 0.05", 0.05, PRelation::greater},     {"NS", std::nullopt, {}},           {"2.4 (0.3)", std::nullopt, {}},
                        {"0.005 c †", 0.005, PRelation::equal}, {"6.234", std::nullopt, {}}};
    for (const Row& row : rows) {
        INFO(row.cell);
        Effect effect;
        read_p_cell(row.cell, effect);
        CHECK(effect.p == row.p);
        if (row.p) CHECK(effect.p_op == row.relation);
    }
}

} // namespace ekb::importers::extraction
