// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/synthesis/claim_effect.h"
#include "query/synthesis/synthesis.h"
#include "query/synthesis/synthesis_json.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace ekb::query {

namespace {

Claim claim(const std::string& id, double value, double low, double high) {
    Claim made;
    made.id = id;
    made.document = "pmid:" + id;
    made.intervention.text = "methylcobalamin";
    made.endpoint.text = "ALSFRS-R";
    made.endpoint.label = "ALSFRS-R";
    made.endpoint.timepoint = "week 16";
    made.effect.measure = Measure::mean_difference;
    made.effect.unit = "points";
    made.effect.value = value;
    made.effect.ci_low = low;
    made.effect.ci_high = high;
    made.species = Species::human;
    return made;
}

AnswerStudy study(const std::string& id, std::vector<Claim> claims) {
    AnswerStudy made;
    made.id = id;
    made.title = "Trial " + id;
    Document document;
    document.id = claims.front().document;
    made.documents.push_back(document);
    made.answering = claims.size();
    made.claims = std::move(claims);
    return made;
}

std::vector<AnswerStudy> three() {
    return {study("a", {claim("1", 1.97, 0.44, 3.50)}), study("b", {claim("2", 0.5, -1.0, 2.0)}), study("c", {claim("3", 1.1, 0.2, 2.0)})};
}

std::string reason(const SynthesisReport& report, const std::string& id) {
    const auto found = std::ranges::find(report.left_out, id, &LeftOut::claim);
    return found == report.left_out.end() ? "" : found->reason;
}

} // namespace

TEST_CASE("what was given is told with what is pooled") {
    auto studies = three();
    CHECK(synthesise(studies, {}).syntheses.at(0).interventions() == std::vector<std::string>{"methylcobalamin"});
    CHECK(synthesis_text(synthesise(studies, {}), {}).find("different interventions") == std::string::npos);
    studies[1].claims[0].intervention = {"Radicava", "ekb:edaravone", "edaravone"};
    studies[2].claims[0].intervention.text = "Methylcobalamin";
    const SynthesisReport report = synthesise(studies, {});
    CHECK(report.syntheses.at(0).interventions() == std::vector<std::string>{"methylcobalamin", "edaravone"});
    CHECK(synthesis_text(report, {}).find("2 different interventions are pooled") != std::string::npos);
}

TEST_CASE("that no report gives the unit of a difference is told") {
    auto studies = three();
    CHECK(synthesis_text(synthesise(studies, {}), {}).find("mean_difference in points") != std::string::npos);
    for (AnswerStudy& each : studies)
        each.claims[0].effect.unit.reset();
    CHECK(synthesis_text(synthesise(studies, {}), {}).find("mean_difference, in a unit that no report gives") != std::string::npos);
}

TEST_CASE("where nothing is pooled, why is told") {
    const std::string text = synthesis_text(synthesise({study("a", {claim("1", 1.97, 0.44, 3.50)})}, {}), {});
    CHECK(text.find("nothing to pool") != std::string::npos);
    CHECK(text.find("left out 1: no other study has the same endpoint") != std::string::npos);
}

TEST_CASE("comparable claims of several studies are pooled") {
    const SynthesisReport report = synthesise(three(), {});
    REQUIRE(report.syntheses.size() == 1);
    CHECK(report.syntheses[0].studies.size() == 3);
    CHECK(report.syntheses[0].what.timepoint == "6 weeks to 6 months");
    CHECK(report.syntheses[0].pooled.estimate > 0.5);
    CHECK(report.syntheses[0].pooled.estimate < 1.97);
    CHECK(report.syntheses[0].without_each.size() == 3);
    CHECK_FALSE(report.syntheses[0].egger);
    CHECK(report.left_out.empty());
}

TEST_CASE("what differs in kind is never pooled, and is named with the reason") {
    auto studies = three();
    Claim& third = studies[2].claims[0];
    SECTION("another endpoint") { third.endpoint.label = "ALSFRS"; }
    SECTION("another species") { third.species = Species::animal; }
    SECTION("another measure") { third.effect.measure = Measure::standardised_mean_difference; }
    SECTION("another unit") { third.effect.unit = "points/month"; }
    SECTION("another time") { third.endpoint.timepoint = "182 weeks"; }
    const SynthesisReport report = synthesise(studies, {});
    REQUIRE(report.syntheses.size() == 1);
    CHECK(report.syntheses[0].studies.size() == 2);
    CHECK(reason(report, "3") == "no other study has the same endpoint, measure, unit, species and band of time");
}

TEST_CASE("a retracted report is pooled only when asked") {
    auto studies = three();
    studies[0].documents[0].retracted = true;
    CHECK(reason(synthesise(studies, {}), "1") == "its report is retracted");
    SynthesisOptions all;
    all.include_retracted = true;
    CHECK(synthesise(studies, all).syntheses.at(0).studies.size() == 3);
}

TEST_CASE("a study counts once") {
    auto studies = three();
    studies[0].claims.push_back(claim("4", 1.9, 0.4, 3.4));
    studies[0].answering = 2;
    const SynthesisReport report = synthesise(studies, {});
    CHECK(report.syntheses.at(0).studies.size() == 3);
    CHECK(reason(report, "4") == "another claim of the same study is pooled");
}

TEST_CASE("claims without figures, about something else or rejected are left out") {
    auto studies = three();
    studies[0].claims[0].effect.ci_low = std::nullopt;
    studies[1].answering = 0;
    studies[2].claims[0].status = ReviewStatus::rejected;
    const SynthesisReport report = synthesise(studies, {});
    CHECK(report.syntheses.empty());
    CHECK(reason(report, "1") == "it has neither an estimate with its interval nor both arms' figures");
    CHECK(reason(report, "2") == "it is about something else than what was asked");
    CHECK(reason(report, "3") == "a curator rejected it");
}

TEST_CASE("an estimate that is called Bayesian is not pooled, and the figures of the arms are") {
    auto studies = three();
    studies[0].claims[0].evidence = {{"Posterior median odds ratio: 1.08; 95% CI: from 0.73 to 1.47", "results", 0, 60}};
    studies[1].claims[0].evidence = {{"the posterior capsule was opened: mean difference 0.5 (95% CI -1.0 to 2.0)", "results", 0, 60}};
    const SynthesisReport report = synthesise(studies, {});
    CHECK(reason(report, "1") == "it has neither an estimate with its interval nor both arms' figures");
    CHECK(reason(report, "2").empty());
    studies[0].claims[0].arms = {{"drug", 30, 5.2, 1.1, {}, {}, {}, {}, {}, {}, ""}, {"placebo", 28, 4.4, 1.3, {}, {}, {}, {}, {}, {}, ""}};
    CHECK(claim_effect(studies[0].claims[0])->size.yi == Approx(0.8));
}

TEST_CASE("an effect size is made of the arms where there is no estimate") {
    Claim made;
    made.arms = {{"drug", 40, {}, {}, {}, {}, {}, {}, 12, 40, "12/40"}, {"placebo", 41, {}, {}, {}, {}, {}, {}, 20, 41, "20/41"}};
    const auto events = claim_effect(made);
    REQUIRE(events);
    CHECK(events->measure == Measure::risk_ratio);
    CHECK(events->size.yi == Approx(-0.4861330112));
    made.arms = {{"drug", 30, 5.2, 1.1, {}, {}, {}, {}, {}, {}, ""}, {"placebo", 28, 4.4, 1.3, {}, {}, {}, {}, {}, {}, ""}};
    CHECK(claim_effect(made)->measure == Measure::mean_difference);
    made.arms[0].sd = std::nullopt;
    CHECK_FALSE(claim_effect(made));
}

TEST_CASE("times are put into bands by the last that is named") {
    CHECK(timepoint_band("week 4") == "up to 6 weeks");
    CHECK(timepoint_band("from baseline to week 16") == "6 weeks to 6 months");
    CHECK(timepoint_band("12 months") == "over 6 months");
    CHECK(timepoint_band("16-week") == "6 weeks to 6 months");
    CHECK(timepoint_band("discharge") == "not stated");
    CHECK(timepoint_band(std::nullopt) == "not stated");
}

} // namespace ekb::query
