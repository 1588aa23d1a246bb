// SPDX-License-Identifier: GPL-3.0-or-later
#include "importers/extraction/arms/arm_groups.h"
#include "importers/extraction/arms/arm_pairs.h"
#include "importers/extraction/arms/arm_rules.h"
#include "importers/extraction/extract.h"
#include "importers/extraction/numbers/timepoints.h"
#include "importers/extraction/results/favours.h"
#include "importers/extraction/text/section_inference.h"
#include "importers/extraction/words/code_points.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace ekb;
using namespace ekb::importers::extraction;

namespace {

/// A text with what is read of it; the prose looks into the content.
struct Read {
    explicit Read(std::string_view text) : content(plain_text(text)), prose(read_prose(content)) {}
    DocumentText content;
    Prose prose;
};

std::vector<std::string> texts(const Prose& prose, const std::vector<Mention>& mentions) {
    std::vector<std::string> out;
    for (const Mention& mention : mentions)
        out.push_back(text_of(prose, mention));
    return out;
}

/// A trial of two arms, with their places in the first sentence.
TrialArms two_arms(const Prose& prose, const std::string& tried, const std::string& other) {
    TrialArms trial;
    trial.places.resize(prose.sentences.size());
    for (const std::string& name : {tried, other}) {
        Arm arm;
        arm.name = name;
        arm.role = name == tried ? ArmRole::experimental : ArmRole::comparator;
        for (std::size_t t = 0; t < prose.sentences[0].tokens.size(); ++t) {
            if (prose.sentences[0].tokens[t].lower == name) trial.places[0].push_back({t, t + 1, trial.arms.size()});
        }
        trial.arms.push_back(arm);
    }
    std::sort(trial.places[0].begin(), trial.places[0].end(),
              [](const ArmPlace& a, const ArmPlace& b) { return a.first < b.first; });
    return trial;
}

} // namespace

TEST_CASE("arms by the words around them") {
    const auto arms = [](std::string_view text) {
        const Read read(text);
        return texts(read.prose, arms_by_rule(read.prose));
    };
    CHECK(arms("People were randomised to receive arimexol or placebo.") ==
          std::vector<std::string>{"arimexol", "placebo"});
    CHECK(arms("Sixty had zinc (n = 30).") == std::vector<std::string>{"zinc"});
    CHECK(arms("It rose in the zinc group.") == std::vector<std::string>{"zinc"});
    CHECK(arms("They took cobamin, a form of vitamin B 12.") == std::vector<std::string>{"cobamin", "vitamin B 12"});
    CHECK(arms("It fell by 20 % in the copper arm and 241 days for zinc.") ==
          std::vector<std::string>{"copper", "zinc"});
    CHECK(arms("Copper drops lowered it.") == std::vector<std::string>{"Copper drops"});
    CHECK(arms("A placebo-controlled trial.").empty());
    CHECK(arms("The two groups were alike.").empty());
}

TEST_CASE("names of arms are folded so that the same name reads the same") {
    const auto folded = [](std::string_view text) { return folded_name(tokenise(text)); };
    CHECK(folded("the Zinc group") == folded("zinc"));
    CHECK(folded("vitamin B 12") == folded("Vitamin B12"));
    CHECK(folded("A + B") == folded("a plus b"));
    CHECK(folded("zinc sulfates") == folded("zinc sulfate"));
    CHECK(folded("sham zinc") != folded("zinc"));
}

TEST_CASE("which arm a statement is of") {
    struct Row {
        std::string_view text;
        std::size_t subject;
        std::size_t reference;
    };
    for (const Row& row :
         {Row{"Pain was lower in zinc than in placebo.", 0, 1}, Row{"Pain was lower in placebo than in zinc.", 1, 0},
          Row{"Compared with placebo, zinc reduced pain.", 0, 1}, Row{"Pain did not differ.", 0, 1},
          Row{"Pain fell with zinc.", 0, 1}, Row{"Zinc, but not placebo, reduced pain.", 0, 1},
          Row{"Pain fell more than with placebo.", 0, 1}}) {
        DYNAMIC_SECTION(row.text) {
            const Read read(row.text);
            const TrialArms trial = two_arms(read.prose, "zinc", "placebo");
            const auto pairs = pairs_in(read.prose, trial, Mention{0, 0, 1, 1});
            REQUIRE(pairs.size() == 1);
            CHECK(pairs[0].subject == row.subject);
            CHECK(pairs[0].reference == row.reference);
        }
    }
}

TEST_CASE("sections of a text without headings") {
    const Read read("We aimed to see it. People were randomly assigned. Pain was lower (p = 0.01). Sleep was too. "
                    "These results suggest that it works.");
    std::vector<SectionKind> kinds;
    for (const Sentence& sentence : read.prose.sentences)
        kinds.push_back(sentence.section);
    CHECK(kinds == std::vector{SectionKind::background, SectionKind::methods, SectionKind::results,
                               SectionKind::results, SectionKind::conclusions});
    CHECK(tells_no_effect(Read("Baseline characteristics were similar.").prose.sentences[0]));
    CHECK_FALSE(tells_no_effect(Read("Pain was similar.").prose.sentences[0]));
}

TEST_CASE("times of measurement") {
    const auto time = [](std::string_view text) { return find_timepoint(text, tokenise(text), 0); };
    CHECK(time("Pain fell at 12 weeks.") == "12 weeks");
    CHECK(time("Pain at week 12 fell.") == "week 12");
    CHECK(time("Pain fell after 6 and 12 months.") == "6 and 12 months");
    CHECK_FALSE(time("Pain fell by 12 points."));
}

TEST_CASE("whom a movement favours") {
    CHECK(favours_of(Direction::decreased, tokenise("pain score")) == Favours::intervention);
    CHECK(favours_of(Direction::increased, tokenise("mortality")) == Favours::comparator);
    CHECK(favours_of(Direction::increased, tokenise("quality of life")) == Favours::intervention);
    CHECK(favours_of(Direction::no_difference, tokenise("anything")) == Favours::neither);
    CHECK_FALSE(favours_of(Direction::increased, tokenise("heart rate variability ratio")));
}

TEST_CASE("bytes are turned into code points") {
    std::string text;
    for (int i = 0; i < 3000; ++i)
        text += i % 3 == 0 ? "µ" : "x";
    const CodePoints points(text);
    CHECK(points.at_byte(0) == 0);
    CHECK(points.at_byte(2) == 1);
    CHECK(points.at_byte(text.size()) == 3000);
    CHECK(CodePoints("").at_byte(0) == 0);
}
