// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/extract.h"
#include "importers/extraction/tagging/bio.h"
#include "importers/extraction/words/tokens.h"
#include "tests/support/source_paths.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <string>
#include <vector>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

Document read(std::string_view text) {
    Document document;
    document.content = plain_text(text);
    extract(document);
    return document;
}

constexpr std::string_view plain_trial =
    "Effect of arimexol versus placebo on walking in people with multiple sclerosis: a randomised, double-blind phase "
    "3 trial\n\n"
    "BACKGROUND:\nMultiple sclerosis impairs walking.\n\n"
    "METHODS:\nSeventy-two patients with multiple sclerosis were randomly assigned to receive arimexol (20 mg twice "
    "daily orally; n = 36) "
    "or placebo (n = 36) for 12 weeks. The primary outcome was walking speed at week 12.\n\n"
    "RESULTS:\nWalking speed was significantly higher in the arimexol group than in the placebo group (p = 0.01).\n";

} // namespace

TEST_CASE("a plain trial's facts are read") {
    const Document document = read(plain_trial);
    CHECK(document.design.type == DesignType::parallel_rct);
    CHECK(document.design.phase == "3");
    CHECK(document.design.masking == "double");
    CHECK(document.design.species == Species::human);
    CHECK(document.n.randomised == 72);
    CHECK(document.primary_endpoint == "walking speed at week 12");
    REQUIRE(document.arms.size() == 2);
    CHECK(document.arms[0].name == "arimexol");
    CHECK(document.arms[0].role == ArmRole::experimental);
    CHECK(document.arms[0].n == 36);
    REQUIRE(document.arms[0].dose);
    CHECK(document.arms[0].dose->amount == 20);
    CHECK(document.arms[0].dose->route == "oral");
    CHECK(document.arms[1].name == "placebo");
    CHECK(document.arms[1].role == ArmRole::comparator);
    CHECK_FALSE(document.arms[1].dose);
}

TEST_CASE("a stated result is a claim with its words and numbers") {
    const Document document = read(plain_trial);
    REQUIRE(document.claims.size() == 1);
    const Claim& claim = document.claims[0];
    CHECK(claim.intervention.text == "arimexol");
    REQUIRE(claim.comparator);
    CHECK(claim.comparator->text == "placebo");
    CHECK(lower_case(claim.endpoint.text) == "walking speed");
    CHECK(claim.endpoint.role == EndpointRole::primary);
    CHECK(claim.effect.direction == Direction::increased);
    CHECK(claim.effect.p == 0.01);
    CHECK(claim.effect.p_op == PRelation::equal);
    REQUIRE(claim.evidence.size() == 1);
    CHECK(claim.evidence[0].section == "abstract/results");
    const std::string text(plain_trial);
    CHECK(text.substr(*claim.evidence[0].code_point_start,
                      *claim.evidence[0].code_point_end - *claim.evidence[0].code_point_start) ==
          claim.evidence[0].quote);
}

TEST_CASE("the page that the project began from tells one result in people and one in mice") {
    std::ifstream file(tests::shared_folder() + "/corpus/seed/beneficial-therapy-for-als.txt");
    if (!file) {
        WARN("skipped: no shared corpus here");
        return;
    }
    Document document;
    for (std::string line; std::getline(file, line);) {
        const std::size_t begin = document.content.text.size();
        document.content.text += line + "\n";
        if (!line.empty())
            document.content.blocks.push_back({BlockKind::paragraph, {begin, begin + line.size()}, "body"});
    }
    extract(document);
    CHECK(document.n.randomised == 130);
    CHECK(document.n.analysed == 126);
    std::vector<Claim> people;
    std::vector<Claim> animals;
    for (const Claim& claim : document.claims)
        (claim.species == Species::animal ? animals : people).push_back(claim);
    REQUIRE(people.size() == 1);
    CHECK(animals.size() == 1);
    CHECK(people[0].effect.measure == Measure::percent_change);
    CHECK(people[0].effect.value == 45);
    CHECK(people[0].effect.direction == Direction::decreased);
    CHECK(people[0].effect.favours == Favours::intervention);
    REQUIRE(people[0].dose);
    CHECK(people[0].dose->amount == 50);
    CHECK(people[0].dose->route == "intramuscular");
}

TEST_CASE("what the source's own fields say is kept") {
    Document document;
    document.content = plain_text(plain_trial);
    document.condition = Named{"relapsing multiple sclerosis", {}, {}};
    document.n.randomised = 70;
    document.design.masking = "triple";
    extract(document);
    CHECK(document.condition->text == "relapsing multiple sclerosis");
    CHECK(document.n.randomised == 70);
    CHECK(document.design.masking == "triple");
    CHECK(document.design.phase == "3");
}

namespace {

std::vector<std::string> endpoints_of(const Document& document) {
    std::vector<std::string> names;
    for (const Claim& claim : document.claims)
        names.push_back(claim.endpoint.text);
    return names;
}

} // namespace

TEST_CASE("a phrase that is hardly an endpoint is one where a p value is its") {
    const std::string before = "Nabilone for sleep in fibromyalgia: a randomised trial\n\n"
                               "METHODS:\nEighty patients were randomised to nabilone or placebo for 8 weeks.\n\n"
                               "RESULTS:\nNine patients in the nabilone group and two in the placebo group desaturated";
    const std::vector<std::string> with_p = endpoints_of(read(before + " (P = 0.03).\n"));
    CHECK(with_p == std::vector<std::string>{"desaturated"});
    CHECK(endpoints_of(read(before + ".\n")).empty());
}

TEST_CASE("a count of events is no part of an endpoint's name") {
    const Document document =
        read("Early mobilisation after stroke: a randomised controlled trial\n\n"
             "METHODS:\nPatients with stroke (n = 120) were randomly assigned to early mobilisation or usual care.\n\n"
             "RESULTS:\nTwelve falls occurred with early mobilisation and nine with usual care (P = 0.48).\n");
    CHECK(endpoints_of(document) == std::vector<std::string>{"falls"});
}

TEST_CASE("what is said of a substance whatever its dose is a claim of no dose") {
    const Document document =
        read("Rolomilast for cough in chronic bronchitis: a randomised, placebo-controlled trial\n\n"
             "METHODS:\nPatients were randomised to rolomilast 25 mg or 50 mg or placebo for 12 weeks.\n\n"
             "RESULTS:\nThere was no significant difference in cough severity between rolomilast and placebo (P = 0.4).\n");
    REQUIRE(document.claims.size() == 1);
    CHECK(document.claims[0].intervention.text == "rolomilast");
    CHECK_FALSE(document.claims[0].dose);
}

TEST_CASE("all amounts of a list are doses where one is") {
    const Document document =
        read("Paclivorin in advanced breast cancer: a randomised phase 2 trial\n\n"
             "METHODS:\nWomen were randomly assigned to paclivorin at a dose of 175, 210, or 250 mg/m2 over 3 hours.\n\n"
             "RESULTS:\nResponse rates did not differ between the doses (P = 0.4).\n");
    std::vector<double> amounts;
    for (const Arm& arm : document.arms) {
        if (arm.dose) amounts.push_back(*arm.dose->amount);
    }
    CHECK(amounts == std::vector<double>{175, 210, 250});
}

TEST_CASE("what says nothing without what it is for is named with it") {
    const Document document =
        read("Lorimexol after cardiac surgery: a randomised controlled trial\n\n"
             "METHODS:\nPatients (n = 120) were randomly assigned to lorimexol or placebo.\n\n"
             "RESULTS:\nThe incidence rate for bleeding complications was lower with lorimexol than with placebo (P = 0.02).\n");
    CHECK(endpoints_of(document) == std::vector<std::string>{"incidence rate for bleeding complications"});
}

TEST_CASE("arms that differ in their dose are called by what is given and how much") {
    const Document document =
        read("Rolomilast for cough in chronic bronchitis: a randomised, placebo-controlled trial\n\n"
             "METHODS:\n240 patients were randomised to placebo or rolomilast 10 mg, 20 mg or 30 mg twice daily for 12 weeks.\n\n"
             "RESULTS:\nIn the 30 mg group, cough frequency was lower than with placebo (P = 0.01).\n");
    std::vector<std::string> names;
    for (const Arm& arm : document.arms)
        names.push_back(arm.name);
    CHECK(names == std::vector<std::string>{"placebo", "rolomilast 10 mg", "rolomilast 20 mg", "rolomilast 30 mg"});
    // The sentence speaks of no other dose.
    REQUIRE(document.claims.size() == 1);
    CHECK(document.claims[0].intervention.text == "rolomilast 30 mg");
    REQUIRE(document.claims[0].dose);
    CHECK(document.claims[0].dose->amount == 30);
    // 240 is everyone, not those on placebo.
    CHECK(document.n.randomised == 240);
    CHECK_FALSE(document.arms[0].n);
}

TEST_CASE("no prose, nothing said") {
    const Document document = read("");
    CHECK(document == [] {
        Document empty;
        empty.content = plain_text("");
        return empty;
    }());
    CHECK(read("The weather was fine.").arms.empty());
    CHECK_FALSE(read("The weather was fine.").n.randomised);
    CHECK_FALSE(read("The weather was fine.").design.type);
}

TEST_CASE("extraction is the same each time") {
    CHECK(read(plain_trial) == read(plain_trial));
}

TEST_CASE("spans are decoded so that an inside token follows one of its kind") {
    const ClassValues p{{0.25, 0.05, 0.7}, {0.2, 0.7, 0.1}, {0.1, 0.1, 0.8}, {0.9, 0.05, 0.05}};
    const auto spans = decode_spans(p, {0});
    REQUIRE(spans.size() == 1);
    CHECK(spans[0].first == 1);
    CHECK(spans[0].end == 3);
    CHECK(decode_spans({}, {0}).empty());
    CHECK(classes_of_spans({{1, 3, 0, 1}, {2, 4, 0, 1}}, 4) == std::vector<int>{0, 1, 2, 0});
}
